// One person's screen of the channel: what is written there, and what only this person sees.
"use strict";

const fromTemplate = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

const theme = () => document.documentElement.dataset.theme;

class Screen {
  // `world` knows the posts, the names and how to ask the lab.
  constructor(person, world) {
    this.person = person;
    this.world = world;
    this.thread = null;         // root of the thread that the next message goes into
    this.threads = new Map();   // root -> its box
    this.boxes = new Map();     // message id -> its box
    this.answers = new Map();   // message id -> card that only this person sees
    this.followed = {};         // the message that was last brought into sight, and how
    this.box = fromTemplate("screen");
    this.box.dataset.person = person.key;
    this.box.querySelector("h2").append(`${person.name} `, small(person.key));
    this.list = this.box.querySelector(".posts");
    this.list.setAttribute("aria-label", `The channel as ${person.name} sees it`);
    this.form = this.box.querySelector("form");
    this.form.text.placeholder = `To @${world.bot}: check oauth hbna.co.kr`;
    this.form.text.setAttribute("aria-label", `Message to the channel, from ${person.name}`);
    this.listen();
    for (const post of world.posts.values()) this.show(post);
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.post(); });
    this.form.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.form.requestSubmit();
      } else if (event.key === "Escape") {
        this.replyTo(null);
      }
    });
    this.form.querySelector(".replying button").addEventListener("click", () => { this.replyTo(null); this.form.text.focus(); });
    // Only the screen that somebody is at tells a screen reader what comes in.
    this.box.addEventListener("focusin", () => this.list.setAttribute("aria-live", "polite"));
    this.box.addEventListener("focusout", () => this.list.setAttribute("aria-live", "off"));
  }

  // What is new or has changed; everything else on the screen stays as it is and where it is.
  show(post) {
    const following = this.atEnd();
    this.list.querySelector(".empty")?.remove();
    const known = this.boxes.get(post.id);
    const above = known && known.offsetTop + known.offsetHeight <= this.list.scrollTop;
    const before = this.list.scrollHeight;
    const box = this.draw(post);
    if (known) known.replaceWith(box);
    else this.threadBox(post.thread).querySelector(".inside").append(box);
    this.boxes.set(post.id, box);
    if (following) this.follow(known && this.boxes.get(this.followed.id) || box);
    else if (above) this.list.scrollTop += this.list.scrollHeight - before;
  }

  // An edit is everybody's: what one person was shown instead is out of date.
  changed(post) {
    this.answers.delete(post.id);
    this.show(post);
  }

  redraw() {
    for (const post of this.world.posts.values()) this.show(post);
  }

  draw(post) {
    const box = fromTemplate("post");
    const name = this.world.nameOf(post.from);
    box.dataset.id = post.id;
    box.classList.toggle("bot", post.from === "bot");
    box.querySelector("b").textContent = name;
    box.querySelector(".face").textContent = name.split(" ").map((part) => part[0]).join("").slice(0, 2);
    box.querySelector("time").textContent = clock(post.id);
    box.querySelector(".edited").hidden = !(post.kind === "edit" && post.from !== "bot");
    box.querySelector(".bar button").addEventListener("click", () => this.bar(post.id, null));
    box.querySelector(".what").append(this.content(post));
    return box;
  }

  content(post) {
    const card = this.answers.get(post.id) || post.card;
    if (post.kind === "delete") return paragraph("gone", "This message has been deleted.");
    if (card) return window.cards.draw(card, theme(), (verb, data) => this.press(post.id, verb, data));
    if (post.from === "bot") return window.cards.say(post.text);
    const said = paragraph("said", "");
    if (post.mention && post.mention !== "none") {
      const mention = document.createElement("em");
      mention.textContent = `@${this.world.bot}`;
      said.append(mention, " ");
    }
    said.append(post.text);
    return said;
  }

  threadBox(root) {
    if (!this.threads.has(root)) {
      const box = document.createElement("div");
      box.className = "thread";
      const inside = document.createElement("div");
      inside.className = "inside";
      const reply = document.createElement("button");
      reply.type = "button";
      reply.className = "plain";
      reply.textContent = "Reply";
      reply.addEventListener("click", () => { this.replyTo(root); this.form.text.focus(); });
      box.append(inside, reply);
      this.threads.set(root, box);
      this.list.append(box);
    }
    return this.threads.get(root);
  }

  replyTo(root) {
    this.thread = root;
    const first = root && this.world.posts.get(root);
    this.form.querySelector(".replying").hidden = !root;
    this.form.querySelector(".replying span").textContent = first ? `Reply to “${first.text || first.summary}”` : "";
  }

  async post() {
    const text = this.form.text.value.trim();
    if (!text) return;
    const thread = this.thread;
    this.form.text.value = "";
    this.replyTo(null);
    this.fail("");
    this.list.scrollTop = this.list.scrollHeight;
    const said = await this.world.ask("/lab/say", { person: this.person.key, text, thread });
    if (said.error) {
      this.form.text.value = text;
      this.fail(said.error);
    } else if (said.status >= 300 || said.status === 0) {
      this.fail(said.status ? `The bot answered with HTTP ${said.status}.` : "The bot did not answer.");
    }
  }

  fail(text) {
    const failed = this.form.querySelector(".failed");
    failed.textContent = text;
    failed.hidden = !text;
  }

  // The bot's answer to a click is for the one who clicked: a card instead, or a bar below it.
  async press(id, verb, data) {
    const box = this.boxes.get(id);
    if (box.classList.contains("pressed")) return;
    box.classList.add("pressed");
    const { status, answer, error } = await this.world.ask("/lab/click", { person: this.person.key, card: id, verb, data });
    this.boxes.get(id).classList.remove("pressed");
    if (error || status !== 200 || !answer || !answer.type) {
      this.bar(id, error || "Something went wrong. Please try again.", true);
    } else if (answer.type === "application/vnd.microsoft.card.adaptive") {
      this.answers.set(id, answer.value);
      this.show(this.world.posts.get(id));
    } else if (answer.type === "application/vnd.microsoft.error") {
      this.bar(id, answer.value.message, true);
    } else {
      this.bar(id, String(answer.value), false);
    }
  }

  bar(id, text, failed) {
    const bar = this.boxes.get(id).querySelector(".bar");
    bar.hidden = !text;
    bar.classList.toggle("error", Boolean(failed));
    bar.querySelector("span").textContent = text || "";
    if (text) bar.scrollIntoView({ block: "nearest" });
  }

  atEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    return scrollHeight - scrollTop - clientHeight < 60 || scrollTop === this.followed.top;
  }

  // Keep up with what comes in, without pushing the beginning of a long card out of sight; what
  // was asked stays above it where there is room.
  follow(box) {
    const list = this.list;
    const thread = box.closest(".thread").offsetTop;
    const top = box.offsetTop - thread < list.clientHeight / 3 ? thread : box.offsetTop;
    list.scrollTop = Math.min(list.scrollHeight, top - 8);
    this.followed = { id: box.dataset.id, top: list.scrollTop };
  }
}

const paragraph = (kind, text) => {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = text;
  return made;
};

const small = (text) => {
  const made = document.createElement("small");
  made.textContent = text;
  return made;
};

// The id of a message is the time it was written at, in milliseconds.
const clock = (id) => new Date(Number(id)).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
