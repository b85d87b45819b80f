/** The choices of every kind of select as `{value, label, detail, option, group}`. */

import { plainText } from "/ui/texts.js";

/** How each select names what was chosen, one and several. */
const KEYS = {
  static_select: "selected_option",
  users_select: "selected_user",
  conversations_select: "selected_conversation",
  channels_select: "selected_channel",
  multi_static_select: "selected_options",
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
};

/** The key of `state.values` that holds the choice. */
export function choiceKey(element) {
  return KEYS[element.type];
}

/** What `state.values` holds for a choice: the whole option of a static select, else the id. */
export function chosenState(element, choice) {
  return element.type.endsWith("static_select") ? choice.option : choice.value;
}

/** The plain value of something `state.values` holds. */
export function chosenValue(chosen) {
  return typeof chosen === "object" && chosen !== null ? chosen.value : chosen;
}

/** Every choice an element offers the acting person. */
export function choicesOf(element, session) {
  if (element.type.includes("users_select")) return people(session);
  if (element.type.includes("channels_select")) return channels(session);
  if (element.type.includes("conversations_select")) return channels(session);
  return written(element);
}

function written(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) =>
    group.options.map((option) => ({
      value: option.value,
      label: plainText(option.text),
      detail: option.description ? plainText(option.description) : null,
      group: group.label ? plainText(group.label) : null,
      option,
    })),
  );
}

function people(session) {
  return Object.values(session.state.people)
    .filter((person) => !person.deleted && !person.is_bot)
    .sort((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name, title }) => ({ value: id, label: name, detail: title, group: null }));
}

function channels(session) {
  return session.state.channels
    .filter((channel) => channel.is_member && !channel.is_archived)
    .map(({ id, name }) => ({ value: id, label: `#${name}`, detail: null, group: null }));
}
