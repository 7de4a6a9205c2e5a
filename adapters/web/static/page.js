// The page: three phones, a clock and a log. The server says what stands on them; this only draws it.
// Text is set as text everywhere, never as HTML, so nothing that somebody typed can become part of the page.

import { LOOKS, drawMessage } from "/page/looks.js";
import { make, newId } from "/page/parts.js";

const NOT_SAVED = "Not saved. Try again or use paper.";
const NO_ANSWER_AFTER = 20_000; // ms until a request counts as lost
const PHOTOS_NO_ANSWER_AFTER = 90_000; // ms, the same for photos
const MOST_PHOTOS = 5;
const PHOTO_CARE = "Please no names or faces. Cover what a screen shows about a person.";
const PHOTO_OVER = "This photo has been shown, or its 5 minutes are over. Ask for it again.";
const PRESS_RESTS = 4_000; // ms after which a pressed button wakes again, if nothing came of it
const OWN_DOING = 4_000; // ms in which an answer to one's own words does not ring
const TOGETHER = 1_500; // ms in which lines count as one answer
const AT_REST = 4_000; // ms without a touch, after which what is new may be scrolled to
const SAID_FOR = 15_000; // ms that an announcement stays for screen readers
const REF = /\b[A-Z]{3}-\d+\b/;

const by = (id) => document.getElementById(id);

/** Send JSON; answers what came back. Throws an Error whose message is in words for staff. */
async function send(path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Handrail": "page" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(NO_ANSWER_AFTER),
    });
  } catch {
    throw new Error(NOT_SAVED);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? NOT_SAVED);
  return told;
}

/** Send words and photos as a form; answers and throws like `send`. A slow line may take a while over photos. */
async function sendPhotos(fields, photos) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const photo of photos) form.append("photo", photo, "photo");
  let answer;
  try {
    answer = await fetch("/photos", {
      method: "POST",
      headers: { "X-Handrail": "page" },
      body: form,
      signal: AbortSignal.timeout(PHOTOS_NO_ANSWER_AFTER),
    });
  } catch {
    throw new Error(NOT_SAVED);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? NOT_SAVED);
  return told;
}

/** Say it to screen readers. The phones' own lists are silent, or everything would be read twice. */
function announce(words, urgent = false) {
  const said = make("p", {}, words);
  by(urgent ? "urgent" : "polite").append(said);
  setTimeout(() => said.remove(), SAID_FOR);
}

// ---- cards -----------------------------------------------------------------------------------------

const TONES = { urgent: "Important", good: "Good news", quiet: "", plain: "" };

/** The text with each number such as ISS-12 in one piece: a line would break at its hyphen. */
function unbroken(text) {
  return text.split(/(\b[A-Z]{3}-\d+\b)/).map((part, at) => (at % 2 ? make("span", { class: "ref" }, part) : part));
}

const BLOCKS = {
  words: (block) => make("p", { class: `words ${block.tone}` }, ...unbroken(block.text)),
  facts: (block) =>
    make("dl", { class: "facts" }, ...block.rows.map(([name, value]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, value)))),
  buttons: (block, phone) =>
    make("div", { class: "buttons" }, ...block.buttons.map((one) => drawButton(one, phone))),
  pick: (block, phone) => drawPick(block, phone),
};

function drawButton(one, phone) {
  const button = make("button", { type: "button", class: `press ${one.tone}` }, one.label);
  button.addEventListener("click", () => phone.press(button, one.act));
  return button;
}

/** A pick-list opens on a press, so that a card stays short; choosing alone sends nothing. */
function drawPick(block, phone) {
  const id = newId();
  const select = make("select", { id }, make("option", { value: "" }, "Choose from the list"));
  block.options.forEach((option, place) => select.append(make("option", { value: place }, option.label)));
  const button = make("button", { type: "button", class: "press" }, "Change");
  button.addEventListener("click", () => {
    if (select.value === "") return select.focus();
    return phone.press(button, block.options[Number(select.value)].act);
  });
  const label = make("label", { for: id, class: "unseen" }, block.label);
  return make("details", { class: "pick" }, make("summary", {}, block.label), label, select, button);
}

function drawCard(card, phone) {
  const mark = TONES[card.tone] ? make("span", { class: "unseen" }, `${TONES[card.tone]}: `) : "";
  const heading = make("h3", {}, mark, ...unbroken(card.heading));
  return [heading, ...card.body.map((block) => BLOCKS[block.kind](block, phone))];
}

const FIELDS = {
  text: (field, id) => {
    const common = { id, name: field.name, maxlength: field.limit, required: !field.optional };
    const input = field.long ? make("textarea", { ...common, rows: 3 }) : make("input", common);
    input.value = field.value;
    return input;
  },
  pick: (field, id) => drawChoices(field, id, field.options),
  person: (field, id, people) => drawChoices(field, id, people.map((name) => [name, name])),
};

function drawChoices(field, id, options) {
  const first = make("option", { value: "" }, "Choose from the list");
  const rest = options.map(([value, label]) => make("option", { value }, label));
  return make("select", { id, name: field.name, required: !field.optional }, first, ...rest);
}

function drawForm(form, phone) {
  const fields = form.fields.flatMap((field) => {
    const id = newId();
    const label = make("label", { for: id }, field.optional ? `${field.label} (if you like)` : field.label);
    const hint = field.hint ? [make("p", { class: "hint", id: `${id}-hint` }, field.hint)] : [];
    const input = FIELDS[field.kind](field, id, phone.colleagues());
    if (field.hint) input.setAttribute("aria-describedby", `${id}-hint`);
    return [label, ...hint, input];
  });
  const button = make("button", { class: "press good" }, form.send);
  const drawn = make("form", { class: "fields" }, ...fields, button);
  drawn.addEventListener("submit", (event) => {
    event.preventDefault();
    phone.submit(button, form.name, Object.fromEntries(new FormData(drawn)));
  });
  return [make("h3", {}, form.title), make("details", { class: "pick form", open: true }, make("summary", {}, "Fill in"), drawn)];
}

// ---- one line of a conversation --------------------------------------------------------------------

function refOf(line) {
  const acts = (line.card?.body ?? []).flatMap((block) => block.buttons ?? block.options ?? []);
  return acts.find((one) => REF.test(one.act.ref))?.act.ref ?? line.card?.heading.match(REF)?.[0] ?? "";
}

function drawMeta(line, user) {
  const parts = [make("time", {}, line.time)];
  if (line.changed) parts.push(make("span", {}, `Updated ${line.changed}`));
  const ref = line.kind === "card" ? refOf(line) : "";
  if (ref) parts.push(entryLink(ref, user, `Open ${ref}`));
  return make("p", { class: "meta" }, ...parts);
}

function entryLink(ref, user, words) {
  const href = `/entry/${encodeURIComponent(ref)}?as=${encodeURIComponent(user)}`;
  return make("a", { href, target: "_blank", rel: "noopener" }, words, make("span", { class: "unseen" }, " (new tab)"));
}

function photosSent(count) {
  return count === 1 ? "1 photo" : `${count} photos`;
}

/** A photo that was asked for: it is fetched when the button is pressed, once, and is gone when the page is. */
function drawPhoto(line) {
  const button = make("button", { type: "button", class: "press" }, "Show the photo");
  const place = make("div", { class: "photo" }, button);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch(line.link, { method: "POST", headers: { "X-Handrail": "page" } }).catch(() => null);
    if (!answer?.ok) return place.replaceChildren(make("p", { class: "words" }, PHOTO_OVER));
    const image = make("img", { alt: line.caption });
    image.src = URL.createObjectURL(await answer.blob());
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    return place.replaceChildren(image);
  });
  return [make("p", { class: "words" }, ...unbroken(line.caption)), place];
}

const CONTENT = {
  typed: (line) => [
    ...(line.photos ? [make("p", { class: "words quiet" }, photosSent(line.photos))] : []),
    ...(line.text ? [make("p", { class: "words" }, line.text)] : []),
  ],
  photo: (line) => drawPhoto(line),
  chosen: (line) => [make("p", { class: "words" }, line.label)],
  card: (line, phone) => drawCard(line.card, phone),
  form: (line, phone) => drawForm(line.form, phone),
};

function drawLine(line, phone, person) {
  const drawn = phone.look && line.kind !== "photo" ? drawMessage(line, phone, person, drawForm) : drawBubble(line, phone, person);
  return make("li", { class: `line ${line.side}`, "data-id": line.id }, drawn);
}

function drawBubble(line, phone, person) {
  const who = line.side === "in" ? "Handrail" : person.first;
  const tone = line.card?.tone ?? "plain";
  const bubble = make("article", { class: `bubble ${line.kind} ${tone}`, tabindex: "-1", "aria-label": `${who}, ${line.time}` });
  bubble.append(...CONTENT[line.kind](line, phone), drawMeta(line, person.user));
  return bubble;
}

// ---- people and their phones -----------------------------------------------------------------------

/** Somebody of the cast: what stands on their phone, what they are writing, what they have not seen. */
class Person {
  constructor(actor) {
    Object.assign(this, actor);
    this.first = actor.name.split(" ")[0];
    this.lines = new Map();
    this.newest = 0;
    this.unseen = new Set(); // ids of lines that rang and were not looked at
    this.draft = "";
    this.photos = []; // files chosen and not yet sent
    this.problem = "";
    this.sending = null; // { id, text, photos } of what may not have arrived, so that trying again is not twice
    this.actedAt = -Infinity;
  }

  /** Whether the line was new, "changed", or nothing at all (an older version than the one here). */
  take(line) {
    const old = this.lines.get(line.id);
    if (old?.rev > line.rev) return "";
    this.lines.set(line.id, line);
    if (old) return said(old) === said(line) ? "" : "changed";
    this.newest = Math.max(this.newest, line.id);
    return "new";
  }

  /** Whether a message that rang is still critical: once somebody has answered, it rings no more. */
  get critical() {
    return [...this.unseen].some((id) => isUrgent(this.lines.get(id)));
  }

  inOrder() {
    return [...this.lines.values()].sort((a, b) => a.id - b.id);
  }
}

/** All that a line says, in whatever look. */
function said({ look, payload, ...line }) {
  return JSON.stringify(line);
}

function isUrgent(line) {
  return line?.card?.tone === "urgent";
}

class Phone {
  constructor(page, place, people) {
    Object.assign(this, { page, place, people, person: people[0], look: "" });
    this.root = by("phone").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.root.querySelector(selector);
    this.root.id = `panel-${place}`;
    this.root.dataset.place = place;
    this.talk = this.find(".talk");
    this.list = this.find(".lines");
    this.box = this.find(".composer textarea");
    this.photo = this.find(".composer input[type=file]");
    this.arrivedAt = -Infinity;
    this.touchedAt = -Infinity;
    this.name();
    this.listen();
    this.drawHolder();
  }

  name() {
    const title = `name-${this.place}`;
    const box = `box-${this.place}`;
    this.find("h2").id = title;
    this.root.setAttribute("aria-labelledby", title);
    this.box.id = box;
    this.find(".composer .unseen").setAttribute("for", box);
    this.find(".problem").id = `problem-${this.place}`;
    this.box.setAttribute("aria-describedby", `problem-${this.place}`);
    this.find(".holder label").setAttribute("for", `holder-${this.place}`);
    this.find(".holder select").id = `holder-${this.place}`;
  }

  listen() {
    const seen = () => this.page.shows(this) && this.see();
    this.root.addEventListener("click", seen);
    this.root.addEventListener("focusin", seen);
    for (const touch of ["pointerdown", "wheel", "touchmove", "keydown"]) {
      this.talk.addEventListener(touch, () => { this.touchedAt = performance.now(); }, { passive: true });
    }
    this.find(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.say();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    });
    this.box.addEventListener("input", () => {
      this.person.draft = this.box.value;
      this.grow();
    });
    this.photo.addEventListener("change", () => {
      this.person.photos = [...this.photo.files].slice(0, MOST_PHOTOS);
      this.photo.value = "";
      this.showPhotos(this.person);
      this.box.focus();
    });
    this.find(".no-photos").addEventListener("click", () => {
      this.person.photos = [];
      this.showPhotos(this.person);
      this.box.focus();
    });
    this.find(".holder select").addEventListener("change", (event) => this.hold(event.target.value));
  }

  /** What is chosen and not yet sent, with the request for care that belongs before sending. */
  showPhotos(person) {
    this.find(".chosen-photos").hidden = !person.photos.length;
    if (person.photos.length) this.find(".chosen-photos p").textContent = `${photosSent(person.photos.length)}. ${PHOTO_CARE}`;
  }

  drawHolder() {
    const holder = this.find(".holder");
    if (this.people.length < 2) holder.remove();
    holder.querySelector("select").replaceChildren(...this.people.map((one) => make("option", { value: one.user }, one.known ? one.first : `${one.first} (new)`)));
    this.draw();
  }

  /** Give the phone to another person of those who share it. */
  hold(user) {
    this.person = this.people.find((one) => one.user === user) ?? this.person;
    const select = this.find(".holder select");
    if (select) select.value = this.person.user;
    this.draw();
    this.see();
  }

  /** The switch between the looks that are offered, and the page's own, which is "". */
  drawLooks(offered) {
    const looks = this.find(".looks");
    const choices = offered.map((name) => {
      const input = make("input", { type: "radio", name: `look-${this.place}`, value: name });
      input.addEventListener("change", () => this.page.wear(this, name));
      return make("label", {}, input, make("span", {}, LOOKS[name]?.name ?? "Handrail"));
    });
    const title = `looks-${this.place}`;
    looks.querySelector(".looks-title").id = title;
    looks.querySelector(".choices").setAttribute("aria-labelledby", title);
    looks.querySelector(".choices").replaceChildren(...choices);
    looks.hidden = false;
  }

  /** Take the look in which the server tells this phone's lines; answers whether it is another one. */
  wear(look) {
    const changed = look !== this.look;
    this.look = look;
    this.root.dataset.look = look;
    this.find(".looks").querySelectorAll("input").forEach((one) => { one.checked = one.value === look; });
    return changed;
  }

  colleagues() {
    return this.page.everybody().filter((one) => one.known).map((one) => one.name);
  }

  // ---- drawing

  draw() {
    const { person } = this;
    this.find("h2").textContent = person.name;
    this.find(".what").replaceChildren(person.what, " ", make("span", {}, person.number));
    this.find(".face").textContent = person.name.split(" ").map((word) => word[0]).slice(0, 2).join("");
    this.find(".about").replaceChildren(...(person.about ? [make("p", {}, person.about)] : []));
    this.photo.setAttribute("aria-label", `Add photos for ${person.first}`);
    this.showPhotos(person);
    this.find(".composer .unseen").textContent = `Message from ${person.first} to Handrail`;
    this.talk.setAttribute("aria-label", `Messages on ${person.first}'s phone`);
    this.box.placeholder = `Write as ${person.first}`;
    this.box.value = person.draft;
    this.showProblem(person.problem);
    this.grow();
    this.list.replaceChildren(...this.withDays(person.inOrder()));
    this.drawRing();
    this.toNew();
  }

  withDays(lines) {
    let day = "";
    return lines.flatMap((line) => {
      const divider = line.day === day ? [] : [make("li", { class: "day" }, line.day)];
      day = line.day;
      return [...divider, drawLine(line, this, this.person)];
    });
  }

  /** Draw one line that is new or changed; the keyboard stays where it was. */
  drawOne(line) {
    const old = this.list.querySelector(`[data-id="${line.id}"]`);
    const fresh = drawLine(line, this, this.person);
    if (!old) {
      if (this.lastDay() !== line.day) this.list.append(make("li", { class: "day" }, line.day));
      this.list.append(fresh);
      return;
    }
    const held = old.contains(document.activeElement);
    old.replaceWith(fresh);
    fresh.classList.add("fresh");
    if (held) fresh.firstElementChild.focus({ preventScroll: true });
  }

  lastDay() {
    return [...this.list.querySelectorAll(".day")].at(-1)?.textContent ?? "";
  }

  /** To the first message that was not looked at, else to the last one: to its beginning where it is long. */
  toNew() {
    const unseen = this.list.querySelector(`[data-id="${Math.min(...this.person.unseen)}"]`);
    this.scrollTo(unseen ?? this.list.lastElementChild);
  }

  scrollTo(line) {
    if (!line) return;
    const top = line.offsetTop - this.talk.offsetTop - 12;
    this.talk.scrollTop = Math.min(top, this.talk.scrollHeight - this.talk.clientHeight);
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight + 2, 140)}px`;
  }

  showProblem(words) {
    this.person.problem = words;
    const problem = this.find(".problem");
    problem.hidden = !words;
    problem.textContent = words;
  }

  /** The words say what the pulse says: colour and movement are never alone. */
  drawRing() {
    const ring = this.find(".ring");
    const words = ringWords(this.people, this.person);
    ring.hidden = !words;
    if (ring.textContent !== words) ring.textContent = words;
    this.root.classList.toggle("ringing", words !== "");
    this.root.classList.toggle("critical", this.people.some((one) => one.critical));
    this.page.drawSwitcher();
  }

  // ---- what arrives

  /** A line for one of the people of this phone. */
  receive(person, line, silent) {
    const urgent = isUrgent(person.lines.get(line.id));
    const change = person.take(line);
    if (!change) return;
    if (urgent && !isUrgent(line)) person.unseen.delete(line.id);
    if (!silent && line.side === "in") this.tell(person, line, change);
    if (person === this.person && !silent) this.put(line, change);
    this.drawRing();
  }

  /** A card is often longer than the phone, so nearness to the end alone would leave a new one unseen. */
  put(line, change) {
    const near = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 160;
    const atRest = performance.now() - this.touchedAt > AT_REST;
    this.drawOne(line);
    this.wakeButtons();
    if (change === "new" && (near || atRest || line.side === "out")) this.follow(line);
  }

  /** Scroll to what is new, but never past its beginning: the advice of a long card comes first. */
  follow(line) {
    const now = performance.now();
    const together = now - this.arrivedAt <= TOGETHER;
    const answer = this.first?.classList.contains("out");
    const begins = line.side === "out" || (isUrgent(line) && !answer);
    if (!together || begins) this.first = this.list.lastElementChild;
    this.arrivedAt = now;
    this.scrollTo(this.first);
  }

  tell(person, line, change) {
    const urgent = isUrgent(line);
    const words = line.card?.heading ?? line.form?.title ?? line.caption ?? "";
    const what = change === "changed" ? "Updated" : urgent ? "Critical" : "New message";
    announce(`${what} on ${person.first}'s phone: ${words}`, urgent && change === "new");
    if (change === "new" && performance.now() - person.actedAt > OWN_DOING) this.ring(person, line);
  }

  /** The pulse begins anew with each message and stops by itself after a few beats. */
  ring(person, line) {
    person.unseen.add(line.id);
    this.root.classList.remove("ringing");
    void this.root.offsetWidth;
  }

  see() {
    if (!this.person.unseen.size) return;
    this.person.unseen.clear();
    this.drawRing();
  }

  // ---- what is sent

  async say() {
    const { person } = this;
    const text = this.box.value;
    const { photos } = person;
    if (!text.trim() && !photos.length) return this.box.focus();
    if (person.busy) return undefined;
    if (person.sending?.text !== text || person.sending.photos !== photos) person.sending = { id: newId(), text, photos };
    this.busy(person, true);
    await this.attempt(person, async () => {
      const fields = { user: person.user, text, id: person.sending.id };
      await (photos.length ? sendPhotos(fields, photos) : send("/say", fields));
      person.sending = null;
      person.draft = "";
      person.photos = [];
      if (person === this.person) this.box.value = "";
    });
    if (person === this.person) this.showPhotos(person);
    this.busy(person, false);
    this.grow();
    return undefined;
  }

  busy(person, busy) {
    person.busy = busy;
    this.box.readOnly = busy;
    this.find(".send").setAttribute("aria-disabled", busy);
  }

  async press(button, act) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const { person } = this;
    this.restButtons(button);
    await this.attempt(person, () => send("/press", { user: person.user, act, id: newId() }), () => this.wakeButtons());
  }

  async submit(button, form, values) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const { person } = this;
    this.restButtons(button);
    await this.attempt(person, () => send("/submit", { user: person.user, form, values, id: newId() }), () => this.wakeButtons());
  }

  async attempt(person, job, failed = () => {}) {
    person.actedAt = performance.now();
    try {
      await job();
      person.problem = "";
    } catch (error) {
      person.problem = error.message;
      failed();
    }
    if (person === this.person) this.showProblem(person.problem);
    person.actedAt = performance.now();
  }

  /** Buttons rest by aria-disabled: a disabled one would drop the keyboard's place. */
  restButtons(button) {
    const card = button.closest("article");
    button.classList.add("going");
    card.querySelectorAll(".press, .tap").forEach((one) => one.setAttribute("aria-disabled", "true"));
    setTimeout(() => this.wakeButtons(), PRESS_RESTS);
  }

  wakeButtons() {
    this.list.querySelectorAll(":is(.press, .tap)[aria-disabled]").forEach((one) => {
      one.removeAttribute("aria-disabled");
      one.classList.remove("going");
    });
  }

  /** Put a sentence into the composer, ready to be changed or sent. */
  fill(user, text) {
    this.hold(user);
    this.box.value = text;
    this.person.draft = text;
    this.grow();
    this.box.focus();
    this.box.setSelectionRange(text.length, text.length);
  }
}

/** Few words, because they stand on the frame: what came, and for whom where it is not for who holds the phone. */
function ringWords(people, holder) {
  const rung = people.filter((one) => one.unseen.size);
  if (!rung.length) return "";
  const critical = rung.filter((one) => one.critical);
  const all = critical.length ? critical : rung;
  const told = all.includes(holder) ? [holder] : all;
  const count = told.reduce((sum, one) => sum + one.unseen.size, 0);
  const words = critical.length ? "Critical" : count > 1 ? `${count} new messages` : "New message";
  return told.includes(holder) ? words : `${words} for ${told.map((one) => one.first).join(", ")}`;
}

// ---- the page --------------------------------------------------------------------------------------

class Page {
  constructor() {
    this.phones = [];
    this.log = [];
    this.view = "0";
    this.looks = new Map(Object.entries(session() ?? {}).filter(([name]) => /^look\d+$/.test(name)));
    this.narrow = matchMedia("(max-width: 839px)");
    this.narrow.addEventListener("change", () => this.show(this.view));
    document.querySelectorAll("[data-push]").forEach((button) =>
      button.addEventListener("click", () => this.push(button)));
    by("tries-toggle").addEventListener("click", () => this.openTries(!by("tries").classList.contains("open")));
    this.connect();
  }

  // ---- what the server tells

  /** The browser reconnects by itself, but for a server that answers with an error: then we do. */
  connect() {
    this.source?.close();
    const source = new EventSource(`/live?${new URLSearchParams([...this.looks])}`);
    this.source = source;
    const on = (name, take) => source.addEventListener(name, (event) => take(JSON.parse(event.data)));
    on("state", (state) => this.takeState(state));
    on("line", ({ user, line }) => this.takeLine(user, line, false));
    on("clock", (clock) => this.takeClock(clock));
    on("log", (log) => this.takeLog(log));
    source.addEventListener("open", () => this.lost(false));
    source.addEventListener("error", () => {
      this.lost(true);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => source === this.source && this.connect(), 1_000);
    });
  }

  /** Show a phone in another look: lines come with what is drawn there, so all of them are told anew. */
  wear(phone, look) {
    const name = `look${phone.place}`;
    this.looks.set(name, look);
    session()?.setItem(name, look);
    this.connect();
  }

  lost(lost) {
    by("lost").hidden = !lost;
  }

  /** Everything, at the start and after each reconnection; what came meanwhile rings as if it came now. */
  takeState(state) {
    const first = this.phones.length === 0;
    if (first) this.begin(state);
    const dressed = this.phones.filter((phone) => phone.wear(state.looks.shown[phone.person.user] ?? ""));
    for (const [user, lines] of Object.entries(state.phones)) {
      if (this.forgotten(user, lines)) this.forget(user);
      lines.forEach((line) => this.takeLine(user, line, first));
    }
    this.takeClock(state.clock);
    this.takeLog(state.log);
    (first ? this.phones : dressed).forEach((phone) => phone.draw());
  }

  /** The server began anew: what stands here is not there any more. */
  forgotten(user, lines) {
    const newest = Math.max(0, ...lines.map((line) => line.id));
    return this.of(user)?.person.newest > newest;
  }

  forget(user) {
    const { phone, person } = this.of(user);
    person.lines.clear();
    person.unseen.clear();
    person.newest = 0;
    phone.draw();
  }

  begin(state) {
    const people = state.cast.map((actor) => new Person(actor));
    const places = [...new Set(people.map((one) => one.phone))].sort((a, b) => a - b);
    for (const place of places) {
      const phone = new Phone(this, place, people.filter((one) => one.phone === place));
      this.phones.push(phone);
      by("panel-log").before(phone.root);
    }
    const looks = state.looks.offered.filter((name) => Object.hasOwn(LOOKS, name));
    if (looks.length) this.phones.slice(1).forEach((phone) => phone.drawLooks(["", ...looks]));
    this.beginSwitcher();
    this.beginTries(state.tries);
    this.show(String(places[0]));
    this.manager = this.phones.at(-1).people.find((one) => one.known);
  }

  of(user) {
    const phone = this.phones.find((one) => one.people.some((person) => person.user === user));
    return phone && { phone, person: phone.people.find((person) => person.user === user) };
  }

  everybody() {
    return this.phones.flatMap((phone) => phone.people);
  }

  takeLine(user, line, silent) {
    const found = this.of(user);
    if (found) found.phone.receive(found.person, line, silent);
  }

  takeClock(clock) {
    by("time").textContent = clock.time;
    by("time").dateTime = clock.iso;
    by("day").textContent = clock.day;
  }

  /** Lines are only ever added at the end; where the old ones do not fit any more, all are drawn anew. */
  takeLog(log) {
    const kept = overlap(this.log, log);
    const list = by("log");
    if (kept === 0) list.replaceChildren();
    list.append(...log.slice(kept).map((line) => this.drawLogLine(line)));
    while (list.children.length > log.length) list.firstElementChild.remove();
    this.log = log;
    by("log-empty").hidden = log.length > 0;
    list.scrollTop = list.scrollHeight;
  }

  drawLogLine(line) {
    return make("li", {}, make("time", {}, line.time), make("p", {}, ...this.linked(line)));
  }

  /** The sentence with its number as a link: where the number stands in it, else at its end. */
  linked({ text, ref }) {
    if (!ref || !this.manager) return [text];
    const link = entryLink(ref, this.manager.user, ref);
    const at = text.search(new RegExp(`\\b${ref.replace(/[^\w-]/g, "")}\\b`));
    return at < 0 ? [text, " ", link] : [text.slice(0, at), link, text.slice(at + ref.length)];
  }

  // ---- what the visitor does

  async push(button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const { clock } = await send("/clock", { push: button.dataset.push });
      this.takeClock(clock);
      announce(`It is now ${clock.time}, ${clock.day}.`);
    } catch (error) {
      announce(error.message, true);
    }
    button.removeAttribute("aria-disabled");
  }

  beginTries(tries) {
    const first = this.phones[0].people[0].user;
    by("chips").replaceChildren(...tries.map((one) => {
      const who = one.user === first ? [] : [make("b", {}, `${this.of(one.user)?.person.first ?? ""}: `)];
      const chip = make("button", { type: "button", class: "chip" }, ...who, one.text);
      chip.addEventListener("click", () => this.tryOut(one));
      return make("li", {}, chip);
    }));
    by("tries").hidden = tries.length === 0;
  }

  /** On a narrow screen the sentences are put away until they are asked for. */
  openTries(open) {
    by("tries").classList.toggle("open", open);
    by("tries-toggle").setAttribute("aria-expanded", open);
  }

  tryOut({ user, text }) {
    const found = this.of(user);
    if (!found) return;
    this.openTries(false);
    this.show(String(found.phone.place));
    found.phone.fill(user, text);
  }

  // ---- which phone is seen on a narrow screen

  beginSwitcher() {
    const button = (view, words) => {
      const one = make("button", { type: "button", "data-view": view }, make("span", { class: "tab" }, words), make("span", { class: "badge", hidden: true }));
      one.addEventListener("click", () => this.show(view));
      return one;
    };
    this.tabs = this.phones.map((phone) => button(String(phone.place), phone.person.first));
    by("switcher").replaceChildren(...this.tabs, button("log", "Log"));
  }

  drawSwitcher() {
    this.tabs?.forEach((tab, at) => {
      const phone = this.phones[at];
      const unseen = phone.people.reduce((sum, one) => sum + one.unseen.size, 0);
      const badge = tab.querySelector(".badge");
      tab.querySelector(".tab").textContent = phone.person.first;
      badge.hidden = !unseen;
      badge.textContent = phone.people.some((one) => one.critical) ? "Critical" : `${unseen} new`;
      tab.classList.toggle("critical", phone.people.some((one) => one.critical));
    });
  }

  show(view) {
    this.view = view;
    document.querySelectorAll(".panel").forEach((panel) => panel.classList.toggle("chosen", panel.id === `panel-${view}`));
    by("switcher").querySelectorAll("button").forEach((one) => {
      if (one.dataset.view === view) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    });
    const phone = this.phones.find((one) => String(one.place) === view);
    if (phone && this.narrow.matches) {
      phone.toNew();
      phone.see();
    }
    if (view === "log") by("log").scrollTop = by("log").scrollHeight;
  }

  /** Whether the phone can be seen just now. */
  shows(phone) {
    return !this.narrow.matches || this.view === String(phone.place);
  }
}

/** How many lines at the start of the new log are already at the end of the old one. */
function overlap(old, fresh) {
  const same = (a, b) => a.time === b.time && a.text === b.text && a.ref === b.ref;
  for (let skip = 0; skip < old.length; skip += 1) {
    const rest = old.length - skip;
    if (rest <= fresh.length && old.slice(skip).every((line, at) => same(line, fresh[at]))) return rest;
  }
  return 0;
}

// ---- colours ---------------------------------------------------------------------------------------

/** What the browser keeps for this page, or null where it is told to keep nothing. */
function memory() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** The same for as long as this tab is open. */
function session() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function beginColours() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => memory()?.getItem("colours") ?? null;
  const dark = () => (root.dataset.colours ?? chosen() ?? (system.matches ? "dark" : "light")) === "dark";
  const draw = () => {
    if (chosen()) root.dataset.colours = chosen();
    by("theme")?.setAttribute("aria-pressed", dark());
  };
  by("theme")?.addEventListener("click", () => {
    const wanted = dark() ? "light" : "dark";
    memory()?.setItem("colours", wanted);
    root.dataset.colours = wanted;
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}

beginColours();
document.querySelector("[data-print]")?.addEventListener("click", () => print());
if (by("phones")) new Page();
