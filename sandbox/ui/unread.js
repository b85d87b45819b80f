/** Counts of unread messages, per conversation and for everybody in the cast. */

import { get } from "/ui/api.js";

/** `{conversation name: unread}` of one `/control/state` answer, empty ones left out. */
function unreadOf(state) {
  const named = [
    ...state.channels.map((channel) => [`#${channel.name}`, channel.unread]),
    ...state.dms.map((dm) => [state.people[dm.with]?.name ?? "somebody", dm.unread]),
  ];
  return Object.fromEntries(named.filter(([, unread]) => unread > 0));
}

/** All unread messages in such a table. */
export function total(table) {
  return Object.values(table).reduce((sum, unread) => sum + unread, 0);
}

/** `{user id: {conversation name: unread}}` for the whole cast. */
export async function unreadOfCast(cast) {
  const states = await Promise.all(cast.map((person) => get("state", { as: person.id })));
  const tables = states.map(unreadOf);
  return Object.fromEntries(cast.map((person, index) => [person.id, tables[index]]));
}

/** What grew between two such tables of one person: `[[conversation name, by how many]]`. */
export function grown(before, after) {
  return Object.entries(after)
    .map(([name, unread]) => [name, unread - (before[name] ?? 0)])
    .filter(([, more]) => more > 0);
}
