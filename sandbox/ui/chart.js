/** Draws `data_visualization` blocks (Slack, "Data visualization block"), with their values. */

import { el, freshId } from "/ui/dom.js";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = { width: 600, height: 260 };
const EDGE = { left: 48, right: 12, top: 34, bottom: 28 };
const LINES = 4;
const EVERY_LABEL = 7;

/** The whole block: a title, the picture, a legend, and every value in a table for all readers. */
export function chart(block) {
  const title = el("figcaption", { class: "chart-title", id: freshId("chart") }, block.title);
  const { chart: drawn } = block;
  const parts = drawn.type === "pie"
    ? [shares(drawn.segments)]
    : [picture(drawn), legend(drawn.series), values(drawn)];
  return el("figure", { class: "chart", "aria-labelledby": title.id, testid: "chart" },
    title, parts);
}

function picture({ type, series, axis_config: axis }) {
  const all = series.flatMap((one) => one.data.map((point) => point.value));
  const scale = scaled(Math.min(0, ...all), Math.max(0, ...all));
  const count = axis.categories.length;
  const x = (index) => EDGE.left + (index + 0.5) * (inner().width / count);
  const y = (value) => EDGE.top + inner().height * (1 - (value - scale.low) / scale.span);
  const drawing = svg("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, "aria-hidden": "true" },
    ruler(scale, y), categories(axis.categories, x), name(axis.y_label));
  const draw = type === "bar" ? bars : lines;
  drawing.append(...draw(series, axis.categories, { x, y, type, count }));
  return drawing;
}

function inner() {
  return {
    width: SIZE.width - EDGE.left - EDGE.right,
    height: SIZE.height - EDGE.top - EDGE.bottom,
  };
}

/** From a round number below the lowest value to one above the highest, in `LINES` steps. */
function scaled(lowest, highest) {
  const rough = (highest - lowest || 1) / LINES;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const low = Math.floor(lowest / step) * step;
  return { low, step, span: Math.max(Math.ceil((highest - low) / step), 1) * step };
}

function ruler({ low, step, span }, y) {
  const steps = Array.from({ length: Math.round(span / step) + 1 }, (_, n) => low + n * step);
  return steps.flatMap((value) => [
    svg("line", { class: "chart-line", x1: EDGE.left, x2: SIZE.width - EDGE.right,
      y1: y(value), y2: y(value) }),
    svg("text", { class: "chart-number", x: EDGE.left - 6, y: y(value) + 4 },
      String(+value.toFixed(6))),
  ]);
}

/** The labels below: of many, every second one. */
function categories(names, x) {
  const every = names.length > EVERY_LABEL ? 2 : 1;
  return names.map((label, index) => index % every ? null
    : svg("text", { class: "chart-label", x: x(index), y: SIZE.height - EDGE.bottom + 18 }, label));
}

/** What is measured, above the numbers. */
function name(label) {
  return label ? svg("text", { class: "chart-axis", x: 4, y: 16 }, label) : null;
}

function lines(series, names, { x, y, type }) {
  return series.flatMap((one, number) => {
    const points = inOrder(one, names).map((value, index) => [x(index), y(value)]);
    const tone = `chart-tone-${number}`;
    const path = points.map((point) => point.join(",")).join(" ");
    const floor = `${points.at(-1)[0]},${y(0)} ${points[0][0]},${y(0)}`;
    const area = svg("polygon", { class: `chart-area ${tone}`, points: `${path} ${floor}` });
    return [
      ...(type === "area" ? [area] : []),
      svg("polyline", { class: `chart-series ${tone}`, points: path }),
      ...points.map(([cx, cy]) => svg("circle", { class: `chart-point ${tone}`, cx, cy, r: 3 })),
    ];
  });
}

function bars(series, names, { x, y, count }) {
  const width = (inner().width / count) * 0.7 / series.length;
  return series.flatMap((one, number) => inOrder(one, names).map((value, index) =>
    svg("rect", {
      class: `chart-bar chart-tone-${number}`,
      x: x(index) + (number - series.length / 2) * width,
      y: Math.min(y(value), y(0)),
      width,
      height: Math.abs(y(value) - y(0)),
    })));
}

/** The values of a series in the order of the categories. */
function inOrder(one, names) {
  const values = new Map(one.data.map((point) => [point.label, point.value]));
  return names.map((label) => values.get(label));
}

function legend(series) {
  return el("ul", { class: "chart-legend" }, series.map((one, number) =>
    el("li", { class: `chart-tone-${number}` }, one.name)));
}

function values({ series, axis_config: axis }) {
  const rows = axis.categories.map((label, index) => el("tr", {},
    el("th", { scope: "row" }, label),
    series.map((one) => el("td", {}, String(inOrder(one, axis.categories)[index])))));
  const heads = [axis.x_label ?? "", ...series.map((one) => one.name)];
  return folded(el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head))), rows);
}

function shares(segments) {
  const whole = segments.reduce((sum, one) => sum + one.value, 0);
  return el("ul", { class: "chart-shares" }, segments.map((one) =>
    el("li", {}, `${one.label}: ${one.value} (${Math.round((100 * one.value) / whole)} %)`)));
}

function folded(head, rows) {
  return el("details", { class: "chart-values" },
    el("summary", {}, "The values"),
    el("table", {}, el("thead", {}, head), el("tbody", {}, rows)));
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null));
  return node;
}
