// The chat page: several people's screens of one channel, side by side, fed by the lab's events.
"use strict";

const posts = new Map();      // id -> the newest event of that message
const screens = new Map();    // person's key -> screen
let people = [];

const ask = async (path, body) => {
  const answer = await fetch(path, body && {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return answer.json();
};

const nameOf = (key) => key === "bot" ? "Hybridge" : (people.find((one) => one.key === key) || {}).name || key;

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = window.markdownit().disable(["image", "html_block", "html_inline"]).render(text);
  result.didProcess = true;
};

// Draw one card for one person; a button's verb goes to the bot in that person's name.
const drawCard = (content, press) => {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(window.hosts[document.documentElement.dataset.theme]);
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) window.open(action.url, "_blank", "noopener");
    else if (action.verb) press(action.verb);
  };
  card.parse(content);
  const box = document.createElement("div");
  box.className = "card";
  box.append(card.render());
  return box;
};

const drawPost = (post, screen) => {
  const box = document.createElement("div");
  box.className = "post";
  box.dataset.id = post.id;
  const author = document.createElement("b");
  author.textContent = nameOf(post.from);
  const role = document.createElement("small");
  role.textContent = ` ${post.from}`;
  author.append(role);
  box.append(author);
  if (post.text) {
    const text = document.createElement("pre");
    text.textContent = post.text;
    box.append(text);
  }
  if (post.card) box.append(drawCard(post.card, (verb) => screen.press(verb, post.id)));
  return box;
};

class Screen {
  constructor(person) {
    this.person = person;
    this.thread = null;
    this.answers = new Map();   // message id -> card that only this person sees
    const part = document.getElementById("screen").content.cloneNode(true);
    this.box = part.querySelector(".screen");
    this.box.dataset.person = person.key;
    const title = this.box.querySelector("h2");
    title.textContent = `${person.name} `;
    const role = document.createElement("small");
    role.textContent = person.key;
    title.append(role);
    this.list = this.box.querySelector(".posts");
    this.form = this.box.querySelector("form");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.post(); });
    this.form.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.form.requestSubmit(); }
    });
    document.getElementById("screens").append(this.box);
    this.draw();
  }

  async post() {
    const text = this.form.text.value.trim();
    if (!text) return;
    this.form.text.value = "";
    const thread = this.thread;
    this.replyTo(null);
    const said = await ask("/lab/say", { person: this.person.key, text, thread });
    if (said.error || said.status >= 400 || said.status === 0) {
      this.tell(said.error || `The bot did not answer (HTTP ${said.status}).`, true);
    }
  }

  async press(verb, card) {
    const { status, answer, error } = await ask("/lab/click", { person: this.person.key, verb, card });
    if (error || status !== 200 || !answer) return this.tell(error || `Something went wrong (HTTP ${status}).`, true);
    if (answer.type === "application/vnd.microsoft.card.adaptive") {
      this.answers.set(card, answer.value);
      this.draw();
    } else {
      const failed = answer.statusCode >= 400;
      this.tell(failed ? answer.value.message : answer.value, failed);
    }
  }

  tell(text, failed) {
    const notice = this.box.querySelector(".notice");
    notice.textContent = text;
    notice.classList.toggle("error", Boolean(failed));
    notice.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { notice.hidden = true; }, 12000);
  }

  replyTo(thread) {
    this.thread = thread;
    this.box.querySelector(".to").textContent = thread ? "Reply in the thread" : "New post";
    if (thread) this.form.text.focus();
  }

  draw() {
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    const threads = new Map();
    for (const post of posts.values()) {
      if (!threads.has(post.thread)) threads.set(post.thread, []);
      threads.get(post.thread).push(post);
    }
    this.list.replaceChildren(...[...threads].map(([root, inside]) => {
      const box = document.createElement("div");
      box.className = "thread";
      for (const post of inside) {
        const own = this.answers.get(post.id);
        box.append(drawPost(own ? { ...post, card: own } : post, this));
      }
      const reply = document.createElement("button");
      reply.className = "reply";
      reply.type = "button";
      reply.textContent = "Reply";
      reply.addEventListener("click", () => this.replyTo(root));
      box.append(reply);
      return box;
    }));
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
  }
}

const redraw = () => screens.forEach((screen) => screen.draw());

const toggle = (person, button) => {
  if (screens.has(person.key)) {
    screens.get(person.key).box.remove();
    screens.delete(person.key);
  } else {
    screens.set(person.key, new Screen(person));
  }
  button.setAttribute("aria-pressed", String(screens.has(person.key)));
};

const follow = async () => {
  let last = 0;
  for (;;) {
    try {
      const news = await ask(`/lab/events?after=${last}&wait=25`);
      for (const event of news.events) {
        if (event.kind === "delete") posts.delete(event.id);
        else posts.set(event.id, event);
        if (event.kind === "edit") screens.forEach((screen) => screen.answers.delete(event.id));
      }
      last = news.last;
      if (news.events.length) redraw();
    } catch (error) {
      await new Promise((wake) => setTimeout(wake, 2000));
    }
  }
};

const begin = async () => {
  people = (await ask("/lab/people")).people;
  const wanted = new URLSearchParams(location.search).get("people");
  const first = wanted ? wanted.split(",") : ["operator", "lead", "viewer"];
  for (const person of people) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = person.key;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => toggle(person, button));
    document.getElementById("people").append(button);
    if (first.includes(person.key)) toggle(person, button);
  }
  const theme = document.getElementById("theme");
  const dress = (name) => {
    document.documentElement.dataset.theme = name;
    theme.setAttribute("aria-pressed", String(name === "dark"));
    redraw();
  };
  theme.addEventListener("click", () => dress(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  if (new URLSearchParams(location.search).get("theme") === "dark") dress("dark");
  await follow();
};

begin();
