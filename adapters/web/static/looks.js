// Looks: a phone that shows its cards as Slack or Teams would. What is drawn here is the very payload that would be
// sent there, and what a press means is read from it, as it would come back from there. All of it is set as text.

import { make, newId } from "/page/parts.js";

const CANNOT = "(cannot be drawn here)";
const UNKNOWN = { verb: "unknown" };

/** What is drawn for each look, by its name. */
export const LOOKS = {
  slack: { name: "Slack", draw: drawSlack },
  teams: { name: "Teams", draw: drawTeams },
};

/** One line of a conversation. `phone` has its `look`, and takes presses; `form` draws a form in the page's own way. */
export function drawMessage(line, phone, person, form) {
  if (line.kind === "chosen") return make("article", { class: "note", tabindex: "-1" }, make("p", {}, `${person.first}: ${line.label}`));
  const who = line.side === "in" ? "Handrail" : person.first;
  const content = {
    typed: () => [make("p", { class: "text" }, line.text || "Photo")],
    card: () => attempt(() => LOOKS[line.look].draw(line.payload, (button, act) => phone.press(button, act))),
    form: () => [make("div", { class: "sheet" }, ...form(line.form, phone))],
  };
  const body = make("div", { class: "body" }, ...content[line.kind]());
  return make("article", { class: `message ${line.kind}`, tabindex: "-1", "aria-label": `${who}, ${line.time}` }, drawFace(line, person), drawBy(line, person), body);
}

function drawFace(line, person) {
  const initials = line.side === "in" ? "" : person.name.split(" ").map((word) => word[0]).slice(0, 2).join("");
  return make("span", { class: "avatar", "aria-hidden": "true" }, initials);
}

function drawBy(line, person) {
  const app = line.side === "in" ? [make("span", { class: "app" }, "APP")] : [];
  const changed = line.changed ? [make("span", { class: "edited" }, "Edited", make("span", { class: "unseen" }, ` ${line.changed}`))] : [];
  const name = make("b", {}, line.side === "in" ? "Handrail" : person.name);
  return make("p", { class: "by" }, name, ...app, make("time", {}, line.time), ...changed);
}

// ---- what both have in common ------------------------------------------------------------------------

/** What `draw` makes, or a plain word where it is something that this page has not learned to draw. */
function attempt(draw) {
  try {
    return [draw()].flat();
  } catch {
    return [make("p", { class: "cannot" }, CANNOT)];
  }
}

/** Each part drawn by its kind; an unknown or broken one stands alone, and the others are drawn all the same. */
function drawAll(kinds, parts, ...rest) {
  if (!Array.isArray(parts)) throw new TypeError("no list of parts");
  return parts.flatMap((part) => attempt(() => {
    if (!Object.hasOwn(kinds, part.type)) throw new TypeError("an unknown kind of part");
    return kinds[part.type](part, ...rest);
  }));
}

function words(text) {
  if (typeof text !== "string") throw new TypeError("no text");
  return text;
}

/** The facts of a JSON object in a text. */
function facts(text) {
  const found = JSON.parse(text);
  if (found === null || typeof found !== "object" || Array.isArray(found)) throw new TypeError("not an object");
  return found;
}

/** What `read` finds, or what a channel makes of a press that it cannot read. */
function actOr(read) {
  try {
    return read() ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** A button whose face may be smaller than what a thumb can hit. */
function drawTap(label, kind, press) {
  const button = make("button", { type: "button", class: `tap ${kind}` }, make("span", {}, label));
  button.addEventListener("click", () => press(button));
  return button;
}

// ---- Slack: Block Kit --------------------------------------------------------------------------------

const BLOCKS = {
  header: (block) => make("h3", { class: "header" }, words(block.text.text)),
  section: (block, press) => {
    const text = block.text ? [make("p", { class: "text" }, words(block.text.text))] : [];
    const fields = block.fields ? [make("div", { class: "columns" }, ...block.fields.map((one) => make("p", { class: "text" }, words(one.text))))] : [];
    const accessory = block.accessory ? drawAll(ELEMENTS, [block.accessory], press, block.text?.text ?? "") : [];
    return make("div", { class: "section" }, ...text, ...fields, ...accessory);
  },
  context: (block) => make("div", { class: "context" }, ...drawAll(TEXTS, block.elements)),
  actions: (block, press) => make("div", { class: "actions" }, ...drawAll(ELEMENTS, block.elements, press, "")),
  divider: () => make("hr"),
};

const TEXTS = {
  plain_text: (one) => make("p", { class: "text" }, words(one.text)),
  mrkdwn: (one) => make("p", { class: "text" }, words(one.text)),
};

const ELEMENTS = {
  button: (one, press) => drawTap(words(one.text.text), one.style ?? "", (button) => press(button, actOr(() => facts(one.value)))),
  static_select: (one, press, label) => drawMenu(one, press, label),
};

function drawSlack(blocks, press) {
  return drawAll(BLOCKS, blocks, press);
}

/** What an option of a list means: what all of them share travels in the list's own id. */
function optionAct(actionId, value) {
  const [, shared] = /^pick:\d+:(.*)$/s.exec(actionId);
  return { ...facts(shared), ...facts(value) };
}

/** Slack's list opens on a press, and choosing from it sends at once. Arrows only move, so nothing is sent by chance. */
function drawMenu(element, press, label) {
  const id = newId();
  const opener = make("button", { type: "button", class: "tap menu", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": id }, make("span", {}, words(element.placeholder.text)));
  const items = element.options.map((one) => make("li", { role: "option", tabindex: "-1", "aria-selected": "false" }, words(one.text.text)));
  const list = make("ul", { id, class: "list", role: "listbox", hidden: true }, ...items);
  if (label) opener.setAttribute("aria-label", `${label}: ${opener.textContent}`);
  list.setAttribute("aria-label", label || opener.textContent);

  const open = (wanted) => {
    list.hidden = !wanted;
    opener.setAttribute("aria-expanded", wanted);
    if (!wanted) return;
    list.scrollIntoView({ block: "nearest" });
    items[0]?.focus({ preventScroll: true });
  };
  const choose = (at) => {
    open(false);
    opener.focus();
    press(opener, actOr(() => optionAct(element.action_id, element.options[at].value)));
  };
  const keys = {
    ArrowDown: (at) => items[Math.min(at + 1, items.length - 1)].focus(),
    ArrowUp: (at) => items[Math.max(at - 1, 0)].focus(),
    Home: () => items[0].focus(),
    End: () => items.at(-1).focus(),
    Enter: choose,
    " ": choose,
    Escape: () => { open(false); opener.focus(); },
  };
  opener.addEventListener("click", () => open(list.hidden));
  items.forEach((item, at) => item.addEventListener("click", () => choose(at)));
  list.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](items.indexOf(document.activeElement));
  });
  list.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget !== opener && !list.contains(relatedTarget)) open(false);
  });
  return [opener, list];
}

// ---- Teams: Adaptive Cards ---------------------------------------------------------------------------

const SIZES = ["small", "default", "medium", "large", "extralarge"];
const WEIGHTS = ["lighter", "default", "bolder"];
const COLOURS = ["default", "dark", "light", "accent", "good", "warning", "attention"];

const CARD_PARTS = {
  RichTextBlock: (part) => make("p", { class: `text ${gap(part)}` }, ...drawAll(RUNS, part.inlines.map((run) => (typeof run === "string" ? { type: "TextRun", text: run } : run)))),
  TextBlock: (part) => make("p", { class: `text ${gap(part)} ${weighted(part)}` }, words(part.text)),
  ActionSet: (part, card) => make("div", { class: `actions ${gap(part)}` }, ...drawAll(ACTIONS, part.actions, card)),
  Container: (part, card) => make("div", { class: gap(part) }, ...drawAll(CARD_PARTS, part.items, card)),
  "Input.ChoiceSet": (part, card) => {
    const first = make("option", { value: "" }, part.placeholder ?? "Choose");
    const rest = part.choices.map((one) => make("option", { value: words(one.value) }, words(one.title)));
    return drawInput(part, card, make("select", {}, first, ...rest));
  },
  "Input.Text": (part, card) => drawInput(part, card, make(part.isMultiline ? "textarea" : "input", { maxlength: part.maxLength, placeholder: part.placeholder })),
};

const RUNS = {
  TextRun: (run) => make("span", { class: weighted(run) }, words(run.text)),
};

const ACTIONS = { "Action.Execute": drawAction, "Action.Submit": drawAction };

function drawTeams(payload, press) {
  if (payload.type !== "AdaptiveCard") throw new TypeError("no card");
  const card = { press, inputs: new Map() };
  const actions = payload.actions ? [{ type: "ActionSet", actions: payload.actions }] : [];
  return make("div", { class: "sheet" }, ...drawAll(CARD_PARTS, [...payload.body, ...actions], card));
}

/** Only words that stand here become part of a class, whatever the payload says. */
function oneOf(known, value) {
  const found = String(value ?? "default").toLowerCase();
  return known.includes(found) ? found : "default";
}

function weighted({ size, weight, color, isSubtle }) {
  return `size-${oneOf(SIZES, size)} weight-${oneOf(WEIGHTS, weight)} colour-${oneOf(COLOURS, color)}${isSubtle ? " subtle" : ""}`;
}

function gap({ spacing, separator }) {
  return `gap-${oneOf(["none", "small", "default", "medium", "large"], spacing)}${separator ? " ruled" : ""}`;
}

function drawInput(part, card, input) {
  const id = newId();
  input.id = id;
  if (part.value !== undefined) input.value = words(part.value);
  card.inputs.set(words(part.id), input);
  const name = part.label ?? part.placeholder ?? "Choose";
  return make("div", { class: `input ${gap(part)}` }, make("label", { for: id, class: part.label ? "" : "unseen" }, name), input);
}

function drawAction(action, card) {
  return drawTap(words(action.title), oneOf(["default", "positive", "destructive"], action.style), (button) =>
    card.press(button, actOr(() => actionAct(action, card.inputs))));
}

/** What an action means: its own data, and for a list what was chosen there. */
function actionAct({ data }, inputs) {
  const { act, pick } = data.handrail;
  if (pick === undefined) return act;
  const chosen = inputs.get(pick).value;
  return chosen ? { ...act, ...facts(chosen) } : { verb: "choose_first", ref: act.ref ?? "" };
}
