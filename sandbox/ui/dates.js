/** Dates and times as people here read them, always in the reader's own time zone. */

const LOCALE = "en-GB";
const DIGITS = { day: "2-digit", month: "2-digit", year: "numeric" };

function parts(date, timeZone, options) {
  return new Intl.DateTimeFormat(LOCALE, { timeZone, ...options }).format(date);
}

/** "14:05" */
export function clockTime(date, timeZone) {
  return parts(date, timeZone, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** "Monday 23 November 2026" */
export function longDay(date, timeZone) {
  const weekday = parts(date, timeZone, { weekday: "long" });
  return `${weekday} ${parts(date, timeZone, { day: "numeric", month: "long", year: "numeric" })}`;
}

/** "Tuesday 09:00" */
export function dayAndTime(date, timeZone) {
  return `${parts(date, timeZone, { weekday: "long" })} ${clockTime(date, timeZone)}`;
}

/** "2026-11-23", the day a moment falls on for a reader. */
export function dayKey(date, timeZone) {
  const [day, month, year] = parts(date, timeZone, DIGITS).split("/");
  return `${year}-${month}-${day}`;
}

/** The moment of a message from its Slack timestamp (seconds, with a counter after the point). */
export function momentOf(ts) {
  return new Date(Number(ts) * 1000);
}

/** "Today", "Yesterday" or the full day, for the dividers between days. */
export function dayName(date, now, timeZone) {
  return nearDay(date, now, timeZone) ?? longDay(date, timeZone);
}

const DAY_MS = 86_400_000;

function nearDay(date, now, timeZone) {
  const apart = (Date.parse(dayKey(date, timeZone)) - Date.parse(dayKey(now, timeZone))) / DAY_MS;
  return { 0: "Today", "-1": "Yesterday", 1: "Tomorrow" }[apart] ?? null;
}

const TOKENS = {
  date_num: (date, zone) => dayKey(date, zone),
  date_slash: (date, zone) => parts(date, zone, DIGITS),
  date: (date, zone) => parts(date, zone, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (date, zone) =>
    parts(date, zone, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (date, zone) => longDay(date, zone),
  time: (date, zone) => clockTime(date, zone),
  time_secs: (date, zone) =>
    parts(date, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }),
  ago: (date, _zone, now) => ago(date, now),
};

/**
 * Fill a date format such as "{date_short} at {time}" (Slack, "Formatting text for app surfaces",
 * date formatting). `_pretty` names say today, yesterday or tomorrow where that is true.
 */
export function fillDateFormat(format, date, timeZone, now) {
  return format.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name, pretty) => {
    const token = TOKENS[name];
    if (!token) return whole;
    const near = pretty ? nearDay(date, now, timeZone)?.toLowerCase() : null;
    return near ?? token(date, timeZone, now);
  });
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

function ago(date, now) {
  const seconds = (date - now) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(LOCALE).format(Math.round(seconds / size), unit);
}
