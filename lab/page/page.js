// The chat page: several people's screens of one channel, side by side, fed by the lab's events.
// Open it with ?people=operator,guest for certain screens, and ?theme=dark or light.
"use strict";

const wishes = new URLSearchParams(location.search);

const world = {
  bot: "",
  people: [],
  posts: new Map(),     // id -> the newest event of that message
  screens: new Map(),   // person's key -> screen
  heard: 0,             // number of the last event

  nameOf(key) {
    return key === "bot" ? this.bot : this.people.find((one) => one.key === key)?.name || key;
  },

  // Gives the lab's JSON; `error` in it says what went wrong.
  async ask(path, body) {
    try {
      const answer = await fetch(path, body && {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      });
      return await answer.json();
    } catch (error) {
      return { error: "The lab did not answer." };
    }
  },
};

const hear = (event) => {
  world.posts.set(event.id, event);
  for (const screen of world.screens.values()) {
    if (event.kind === "edit" || event.kind === "delete") screen.changed(event);
    else screen.show(event);
  }
};

// Ask for news for ever; each question stays open until there is some.
const follow = async () => {
  for (;;) {
    const news = await world.ask(`/lab/events?after=${world.heard}&wait=25`);
    document.getElementById("lost").hidden = !news.error;
    if (news.error) {
      await new Promise((wake) => setTimeout(wake, 2000));
      continue;
    }
    news.events.forEach(hear);
    world.heard = news.last;
  }
};

const toggle = (person, button) => {
  const known = world.screens.get(person.key);
  if (known) {
    known.box.remove();
    world.screens.delete(person.key);
  } else {
    const screen = new Screen(person, world);
    world.screens.set(person.key, screen);
    // Screens stand in the order of the names above.
    const after = world.people.slice(world.people.indexOf(person) + 1).find((one) => world.screens.has(one.key));
    document.getElementById("screens").insertBefore(screen.box, after ? world.screens.get(after.key).box : null);
    for (const box of [...screen.boxes.values()].slice(-1)) screen.follow(box);
  }
  button.setAttribute("aria-pressed", String(!known));
};

const dress = (name) => {
  document.documentElement.dataset.theme = name;
  document.getElementById("theme").setAttribute("aria-pressed", String(name === "dark"));
  world.screens.forEach((screen) => screen.redraw());
};

const begin = async () => {
  const dark = wishes.get("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  dress(dark === "dark" ? "dark" : "light");
  document.getElementById("theme").addEventListener("click", () =>
    dress(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  const told = await world.ask("/lab/people");
  world.people = told.people || [];
  world.bot = told.bot || "";
  const first = (wishes.get("people") || "operator,lead,viewer").split(",");
  for (const person of world.people) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = person.key;
    button.title = person.name;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      toggle(person, button);
      world.screens.get(person.key)?.box.scrollIntoView({ inline: "center", block: "nearest" });
    });
    document.getElementById("people").append(button);
    if (first.includes(person.key)) toggle(person, button);
  }
  await follow();
};

begin();
