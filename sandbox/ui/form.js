/** What has been typed and chosen in one set of blocks, in the shapes of Slack's `state.values`. */

const INITIAL = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: text,
  static_select: initially("selected_option"),
  multi_static_select: initially("selected_options", []),
  radio_buttons: initially("selected_option"),
  checkboxes: initially("selected_options", []),
  datepicker: initially("selected_date"),
  timepicker: initially("selected_time"),
  users_select: initially("selected_user"),
  multi_users_select: initially("selected_users", []),
  conversations_select: initially("selected_conversation"),
  multi_conversations_select: initially("selected_conversations", []),
  channels_select: initially("selected_channel"),
  multi_channels_select: initially("selected_channels", []),
};

function text(element) {
  return { value: element.initial_value ?? null };
}

/** A reader of what an element starts with: `selected_date` from `initial_date`, and so on. */
function initially(key, empty = null) {
  const initial = key.replace("selected_", "initial_");
  return (element) => ({ [key]: element[initial] ?? empty });
}

/** Whether an element holds a value (a button does not). */
function holdsValue(element) {
  return element.type in INITIAL;
}

/** The elements of one block that a person can act on. */
function elementsOf(block) {
  const several = block.type === "actions" ? block.elements : [];
  return [block.element, block.accessory, ...several].filter(Boolean);
}

export class FormValues {
  #states = new Map();
  #known;

  /** `known` is what the workspace already holds for these blocks (a view's `state.values`). */
  constructor(known = {}) {
    this.#known = known;
  }

  /** The element's state; one seen for the first time starts as the workspace or the app says. */
  read(blockId, element) {
    const key = keyOf(blockId, element.action_id);
    if (!this.#states.has(key)) {
      const known = this.#known[blockId]?.[element.action_id];
      const fresh = { type: element.type, ...INITIAL[element.type](element) };
      this.#states.set(key, known?.type === element.type ? known : fresh);
    }
    return this.#states.get(key);
  }

  /** Lay `changes` over the element's state. */
  write(blockId, element, changes) {
    const state = { ...this.read(blockId, element), ...changes };
    this.#states.set(keyOf(blockId, element.action_id), state);
    return state;
  }

  /**
   * Everything these blocks hold: `{block_id: {action_id: state}}`. What the blocks no longer
   * contain is forgotten, here and of what the workspace held, so that an input which comes back
   * later starts afresh.
   */
  collect(blocks) {
    const values = {};
    const present = new Map();
    for (const block of blocks) {
      for (const element of elementsOf(block).filter(holdsValue)) {
        const state = this.read(block.block_id, element);
        present.set(keyOf(block.block_id, element.action_id), state);
        values[block.block_id] = { ...values[block.block_id], [element.action_id]: state };
      }
    }
    this.#states = present;
    this.#known = {};
    return values;
  }
}

function keyOf(blockId, actionId) {
  return JSON.stringify([blockId, actionId]);
}
