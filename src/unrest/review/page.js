"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const text = one("#text"), records = one("#records"), form = one(".filters");
  const count = one("#count"), say = one("#say"), keys = one("#keys");
  const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  const words = (text) => (text || "").split(" ").filter(Boolean);

  // Everything is looked up once, here; nothing that a pointer or a key does searches the page.
  const segments = all(".s", text).map((el) => ({ el, of: el.dataset.c.split(" ").map(Number), off: false }));
  const segmentOf = new Map(segments.map((segment) => [segment.el, segment]));
  const citations = [];
  for (const segment of segments) {
    for (const number of segment.of) (citations[number] ||= { segments: [] }).segments.push(segment);
  }
  const cards = all(".card", records).map((el) => ({
    el, item: el.parentElement, group: el.closest(".group"), title: el.querySelector("h3").textContent,
    kind: el.dataset.kind, speaker: el.dataset.speaker, codes: words(el.dataset.problem), unchecked: words(el.dataset.unchecked), citations: [], words: null, shown: true,
  }));
  const cardOf = new Map(cards.map((card) => [card.el, card]));
  for (const card of cards) {
    for (const button of all(".place", card.el)) {
      const number = Number(button.dataset.c);
      Object.assign(citations[number], { number, button, card, verdict: button.parentElement.querySelector(".verdict").lastChild.textContent.trim() });
      card.citations.push(citations[number]);
    }
  }
  const groups = all(".group", records);
  const wide = matchMedia("(min-width: 60rem) and (min-height: 30rem)");

  let lit = [], marked = [], chosen = null, stop = null, waiting = 0, shown = citations;

  const mark = (elements, name) => { for (const el of elements) el.classList.add(name); return elements; };
  const unmark = (elements, name) => { for (const el of elements) el.classList.remove(name); };
  const show = (el) => el.scrollIntoView({ block: "center", inline: "nearest" });
  const isSeen = (el, pane) => {
    const box = el.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    return box.top >= frame.top && Math.min(box.bottom, box.top + 80) <= frame.bottom;
  };

  // What is pointed at is lit, on both sides; what is out of sight on the other side comes into it.
  const light = (some, whole) => {
    unmark(lit, "lit");
    lit = [];
    for (const each of some) {
      for (const segment of each.segments) lit.push(segment.el);
      lit.push(each.card.el);
    }
    if (whole) lit.push(whole);
    mark(lit, "lit");
  };
  const bring = (el, pane) => {
    clearTimeout(waiting);
    if (wide.matches) waiting = setTimeout(() => { if (!isSeen(el, pane)) show(el); }, 150);
  };
  const inView = (segment) => segment.of.map((number) => citations[number]).filter((each) => each.card.shown);

  const setStop = (el) => {
    if (stop) stop.tabIndex = -1;
    stop = el;
    if (stop) stop.tabIndex = 0;
  };
  const letGo = () => {
    unmark(marked, "chosen");
    marked = [];
    chosen = null;
  };
  const choose = (citation, { focus = null, scroll = true } = {}) => {
    clearTimeout(waiting);
    letGo();
    light([]);
    chosen = citation;
    const first = citation.segments[0].el;
    marked = mark([...citation.segments.map((segment) => segment.el), citation.card.el, citation.button], "chosen");
    setStop(first);
    if (scroll) {
      if (wide.matches || focus !== "card") show(first);
      if (wide.matches || focus === "card") show(citation.card.el);
    }
    if (focus === "text") first.focus({ preventScroll: true });
    if (focus === "card") citation.card.el.focus({ preventScroll: true });
    say.textContent = `Citation ${shown.indexOf(citation) + 1} of ${shown.length}: ${citation.verdict}. `
      + `${citation.card.kind}: ${citation.card.title}`;
  };
  const step = (by, focus) => {
    if (!shown.length) return;
    let at = chosen ? shown.indexOf(chosen) : -1;
    if (!chosen && by < 0) at = 0;
    choose(shown[(at + by + shown.length) % shown.length], { focus });
  };

  // The text.
  const segmentAt = (event) => {
    const el = event.target.closest(".s");
    const segment = el && segmentOf.get(el);
    return segment && !segment.off ? segment : null;
  };
  text.addEventListener("pointerover", (event) => {
    const segment = segmentAt(event), some = segment ? inView(segment) : [];
    light(some);
    clearTimeout(waiting);
    if (some.length && event.pointerType === "mouse") bring(some[0].card.el, records);
  });
  text.addEventListener("pointerleave", () => { clearTimeout(waiting); light([]); });
  text.addEventListener("focusin", (event) => {
    const segment = segmentAt(event);
    if (!segment || !event.target.matches(":focus-visible")) return;
    const some = inView(segment);
    if (!some.includes(chosen)) choose(some[0], { scroll: wide.matches });
  });
  text.addEventListener("click", (event) => {
    if (!event.target.closest(".s")) return;
    event.preventDefault();
    const segment = segmentAt(event);
    if (!segment) return;
    const some = inView(segment), byKey = event.detail === 0;
    // Chosen again by hand, words go on to the next record that cites them; by key they lead to the record.
    const at = some.indexOf(chosen);
    const next = byKey && at >= 0 ? some[at] : some[(at + 1) % some.length];
    choose(next, { focus: byKey || !wide.matches ? "card" : null });
  });
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !segmentAt(event)) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) step(by, "text");
    else if (event.key === "Home" && shown.length) choose(shown[0], { focus: "text" });
    else if (event.key === "End" && shown.length) choose(shown[shown.length - 1], { focus: "text" });
    else return;
    event.preventDefault();
  });

  // The records.
  const cardAt = (event) => {
    const el = event.target.closest(".card");
    return el && cardOf.get(el);
  };
  const lightCard = (card) => {
    light(card.citations, card.el);
    if (card.citations.length) bring(card.citations[0].segments[0].el, text);
  };
  records.addEventListener("pointerover", (event) => {
    const card = cardAt(event);
    if (card && event.pointerType === "mouse") lightCard(card);
    else { clearTimeout(waiting); light([]); }
  });
  records.addEventListener("pointerleave", () => { clearTimeout(waiting); light([]); });
  records.addEventListener("focusin", (event) => {
    const card = cardAt(event);
    if (card && event.target.matches(":focus-visible") && card !== chosen?.card) lightCard(card);
  });
  records.addEventListener("click", (event) => {
    const button = event.target.closest(".place"), link = event.target.closest(".ref"), card = cardAt(event);
    if (button) choose(citations[Number(button.dataset.c)], { focus: "text" });
    else if (link) return;
    else if (card && card.citations.length && String(getSelection()) === "") choose(card.citations[0], { scroll: wide.matches });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      const back = chosen && records.contains(document.activeElement) ? chosen.segments[0].el : null;
      if (back) back.focus();
      letGo();
      light([]);
      say.textContent = "";
      return;
    }
    if (!keys.checked || event.target.closest("input, select, textarea")) return;
    if (event.key === "n") step(1, "text");
    else if (event.key === "p") step(-1, "text");
    else if (event.key === "/") form.elements.words.focus();
    else return;
    event.preventDefault();
  });
  one("#next").addEventListener("click", () => step(1));
  one("#previous").addEventListener("click", () => step(-1));

  // The filters.
  const passes = (card, kinds, speaker, problem, words) => {
    if (!kinds.has(card.kind)) return false;
    if (speaker && card.speaker !== speaker) return false;
    if (problem === "any" && !card.codes.length) return false;
    if (problem === "none" && card.codes.length) return false;
    if (problem === "unchecked" && !card.unchecked.length) return false;
    if (problem.startsWith("code:") && ![...card.codes, ...card.unchecked].includes(problem.slice(5))) return false;
    if (!words) return true;
    card.words ??= card.el.textContent.toLowerCase();
    return card.words.includes(words);
  };
  const filter = () => {
    const kinds = new Set(all("input[name=kind]:checked", form).map((box) => box.value));
    const speaker = form.elements.speaker.value, problem = form.elements.problem.value;
    const words = form.elements.words.value.trim().toLowerCase();
    let many = 0;
    for (const card of cards) {
      card.shown = passes(card, kinds, speaker, problem, words);
      card.item.hidden = !card.shown;
      many += card.shown;
    }
    for (const group of groups) group.hidden = !cards.some((card) => card.group === group && card.shown);
    shown = citations.filter((each) => each.card.shown);
    for (const segment of segments) {
      const some = inView(segment);
      segment.off = !some.length;
      segment.el.classList.toggle("off", segment.off);
      if (segment.off) segment.el.removeAttribute("href");
      else segment.el.href = `#${encodeURIComponent(some[0].card.el.id)}`;
    }
    light([]);
    if (chosen && !chosen.card.shown) { letGo(); say.textContent = ""; }
    setStop(chosen ? chosen.segments[0].el : shown.length ? shown[0].segments[0].el : null);
    count.textContent = `${plural(many, "record")} of ${cards.length.toLocaleString("en")} shown, `
      + `with ${plural(shown.length, "marked place")} of ${citations.length.toLocaleString("en")}.`;
  };
  form.addEventListener("input", (event) => { if (event.target !== keys) filter(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter, 0));

  const arrive = () => {
    const card = cardOf.get(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    if (!card) return;
    if (!card.shown) { form.reset(); setTimeout(() => { filter(); arrive(); }, 0); return; }
    if (card.citations.length) choose(card.citations[0], { focus: "card" });
    else { letGo(); show(card.el); card.el.focus({ preventScroll: true }); }
  };
  addEventListener("hashchange", arrive);
  for (const segment of segments) segment.el.tabIndex = -1;
  filter();
  arrive();
})();
