// Runs in the page: draws an Adaptive Card as Teams does, and tells what came of it.

/** Draws the card anew. Answers what the renderer complains of, what can be read, and what can be pressed. */
function draw(card, look) {
  const found = new AdaptiveCards.AdaptiveCard();
  found.hostConfig = new AdaptiveCards.HostConfig(look);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
  window.pressed = [];
  found.onExecuteAction = (action) => window.pressed.push({ kind: action.getJsonTypeName(), data: action.data });
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  found.parse(card, context);
  const place = document.getElementById("card");
  place.replaceChildren(found.render());
  return {
    complaints: complaints(found, context),
    text: place.innerText,
    buttons: each(place, "button", (button) => button.innerText.trim()),
    cut: each(place, "button", (button) => cut(button, place) && button.innerText),
    unnamed: each(place, "input, textarea, select", (input) => !named(input) && input.outerHTML),
    markup: each(place, "a, b, i, em, strong, code, img, ul, ol, h1, h2, h3, blockquote", (part) => part.outerHTML),
    sideways: document.documentElement.scrollWidth > innerWidth || place.scrollWidth > place.clientWidth,
  };
}

function complaints(card, context) {
  const events = Array.from({ length: context.eventCount }, (_, number) => context.getEventAt(number));
  return [...events, ...card.validateProperties().validationEvents].map((event) => event.message);
}

/** What is told of each; what is not to be told is false. */
function each(place, selector, tell) {
  return Array.from(place.querySelectorAll(selector), tell).filter((told) => told !== false);
}

function cut(button, place) {
  const [one, all] = [button.getBoundingClientRect(), place.getBoundingClientRect()];
  return one.right > all.right || one.height < 1 || button.scrollWidth > button.clientWidth;
}

function named(input) {
  return input.labels.length > 0 || input.ariaLabel || input.getAttribute("aria-labelledby");
}

/** The text as a client shows it that takes it for Markdown, with every extra that might be on. */
function markdown(text) {
  return markdownit({ html: true, linkify: true }).render(text);
}
