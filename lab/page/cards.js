// Draws Adaptive Cards the way a Teams client of version 1.5 does; the chat page and the pictures
// of the documentation share it.
"use strict";

window.cards = (() => {
  const opens = (url) => /^(https?|mailto):/i.test(url);

  // A text block of Teams knows bold, italic, lists and links; everything else stays as typed.
  const block = window.markdownit("zero").enable(["emphasis", "escape", "entity", "link", "list", "newline"]);
  // A plain message of a bot knows a little more.
  const message = window.markdownit({ breaks: true }).disable(["image", "html_block", "html_inline"]);
  block.validateLink = message.validateLink = opens;
  for (const each of [block, message]) {
    each.renderer.rules.link_open = (tokens, at, options, _, self) => {
      tokens[at].attrSet("target", "_blank");
      tokens[at].attrSet("rel", "noopener noreferrer");
      return self.renderToken(tokens, at, options);
    };
  }

  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = block.render(text);
    result.didProcess = true;
  };
  AdaptiveCards.AdaptiveCard.onAnchorClicked = (_, anchor) => !opens(anchor.href);

  // Gives an element; `press` is called with a button's verb and its data, inputs included.
  const draw = (content, theme, press) => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(window.hosts[theme]);
    card.onExecuteAction = (action) => {
      if (action instanceof AdaptiveCards.OpenUrlAction) {
        if (opens(action.url)) window.open(action.url, "_blank", "noopener");
      } else if (action instanceof AdaptiveCards.ExecuteAction) {
        press(action.verb, action.data || {});
      }
    };
    const box = document.createElement("div");
    box.className = "card";
    box.lang = content.lang || "";
    try {
      card.parse(content);
      box.append(card.render());
    } catch (error) {
      box.textContent = content.fallbackText || "This card cannot be drawn.";
    }
    return box;
  };

  // Gives an element with a bot's Markdown text.
  const say = (text) => {
    const box = document.createElement("div");
    box.className = "markdown";
    box.innerHTML = message.render(text);
    return box;
  };

  return { draw, say };
})();
