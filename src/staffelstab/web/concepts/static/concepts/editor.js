// Select, draw and remove in the picture, with mouse and keyboard. Everything posts to the same addresses as the forms.
"use strict";
(() => {
  const words = document.getElementById("editor-words")?.dataset ?? {};
  const SMALLEST_READABLE = 0.75;
  const state = { zoom: null, left: 0, top: 0, origin: null, thread: null, pressed: null };
  const board = () => document.getElementById("board");
  const canvas = () => document.querySelector("[data-canvas]");
  const sketch = () => canvas()?.querySelector("svg.sketch");
  const boxes = () => [...document.querySelectorAll("a.sketch-box[data-station]")];

  function say(text) {
    const place = document.querySelector("[data-editor-status]");
    if (place) place.textContent = text;
  }

  function load(verb, path, source, values) {
    return htmx.ajax(verb, path, { source: source ?? board(), target: "#board", swap: "outerHTML", values });
  }

  // --- links and forms of the board ------------------------------------------------------------
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[data-board], .sketch a[href]");
    if (!link) return;
    event.preventDefault();
    const box = link.closest("a.sketch-box[data-station]");
    if (state.origin) { if (box) finish(box); return; }
    load("GET", address(link)).then(() => showPanel(link));
  });

  function address(link) {
    return new URL(link.getAttribute("href"), location.href).toString();
  }

  function showPanel(link) {
    if (link.id.startsWith("close")) document.getElementById("findings")?.scrollIntoView({ block: "nearest" });
    if (!link.closest(".sketch")) document.getElementById("panel")?.focus({ preventScroll: false });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-question]")) {
      event.preventDefault();
      const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      load("GET", `${form.getAttribute("action")}?${query}`);
    } else if (form.matches("form[data-board]")) {
      event.preventDefault();
      load("POST", form.getAttribute("action"), form, Object.fromEntries(new FormData(form)));
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-question]");
    if (form && event.target.matches("select")) form.requestSubmit();
  });

  // --- size ------------------------------------------------------------------------------------
  function zoomTo(factor) {
    const svg = sketch(), view = svg?.viewBox.baseVal;
    if (!view) return;
    state.zoom = Math.min(3, Math.max(0.15, factor));
    svg.setAttribute("width", Math.round(view.width * state.zoom));
    svg.setAttribute("height", Math.round(view.height * state.zoom));
  }

  document.addEventListener("click", (event) => {
    const by = event.target.closest("[data-zoom-by]")?.dataset.zoomBy;
    if (!by) return;
    const view = sketch().viewBox.baseVal;
    zoomTo(by === "fit" ? (canvas().clientWidth - 4) / view.width : state.zoom * Number(by));
  });

  // --- drawing a transition ----------------------------------------------------------------------
  function begin(box) {
    state.origin = box;
    sketch().classList.add("is-drawing");
    box.focus();
    say(words.begin.replace("%", name(box)));
  }

  function cancel() {
    state.thread?.remove();
    sketch()?.classList.remove("is-drawing");
    state.origin = state.thread = state.pressed = null;
  }

  function finish(target) {
    const origin = state.origin;
    cancel();
    if (target === origin) { say(words.cancelled); return; }
    const form = board();
    load("POST", form.dataset.addTransition, form, {
      csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value,
      revision: form.dataset.revision, view: form.dataset.view, state: "aimed",
      origin: origin.dataset.station, target: target.dataset.station,
    });
  }

  function name(box) {
    return box.querySelector("text")?.textContent ? [...box.querySelectorAll(".sketch-box__title")].map((t) => t.textContent).join(" ") : "";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-draw]");
    const box = button && document.getElementById(`station-${button.dataset.draw}`);
    if (box) begin(box);
  });

  // --- with the mouse: press on a box, pull, let go over another one ------------------------------
  function point(event) {
    const svg = sketch(), place = new DOMPoint(event.clientX, event.clientY);
    return place.matrixTransform(svg.getScreenCTM().inverse());
  }

  document.addEventListener("pointerdown", (event) => {
    const box = event.target.closest?.("a.sketch-box[data-station]");
    if (!box || event.button || !mayEdit()) return;
    state.pressed = { box, start: point(event), x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointermove", (event) => {
    const pressed = state.pressed;
    if (!pressed) return;
    if (!state.thread && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 8) {
      state.thread = document.createElementNS("http://www.w3.org/2000/svg", "path");
      state.thread.setAttribute("class", "sketch-thread");
      sketch().append(state.thread);
      state.origin = pressed.box;
      sketch().classList.add("is-drawing");
    }
    const end = point(event);
    state.thread?.setAttribute("d", `M${pressed.start.x} ${pressed.start.y} L${end.x} ${end.y}`);
  });

  document.addEventListener("pointerup", (event) => {
    const pulled = state.thread, target = event.target.closest?.("a.sketch-box[data-station]");
    if (!pulled) { state.pressed = null; return; }
    const done = target && target !== state.origin;
    swallowNextClick();
    if (done) finish(target); else { cancel(); say(words.cancelled); }
  });

  function swallowNextClick() {
    const swallow = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 50);
  }

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".sketch")) event.preventDefault();
  });

  function mayEdit() {
    return Boolean(board()?.dataset.mayEdit);
  }

  // --- with the keyboard -----------------------------------------------------------------------------
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.origin) { const box = state.origin; cancel(); say(words.cancelled); box.focus(); return; }
    const here = document.activeElement?.closest?.(".sketch a");
    if (!here) return;
    if (ARROWS[event.key]) { event.preventDefault(); neighbour(here, ARROWS[event.key])?.focus(); }
    if (event.key === "Enter" && state.origin && here.matches("[data-station]")) { event.preventDefault(); finish(here); }
    if ((event.key === "t" || event.key === "ü") && mayEdit() && here.matches("[data-station]") && !state.origin) { event.preventDefault(); begin(here); }
    if (event.key === "Delete" && here.matches("[data-transition]") && mayEdit()) { event.preventDefault(); remove(here); }
  });

  // The nearest box in this direction; sideways distance counts double.
  function neighbour(here, [dx, dy]) {
    const from = middle(here);
    let best = null, least = Infinity;
    for (const box of boxes()) {
      const to = middle(box), along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const beside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (box !== here && along > 1 && along + 2 * beside < least) { best = box; least = along + 2 * beside; }
    }
    return best;
  }

  function middle(element) {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  // Removing goes through the panel of the transition, so that it is the same form as with the mouse.
  async function remove(arrow) {
    if (!document.querySelector("form[data-remove]") || !arrow.classList.contains("is-selected")) {
      await load("GET", address(arrow));
    }
    document.querySelector("form[data-remove]")?.requestSubmit();
  }

  // --- after a new board ---------------------------------------------------------------------------
  document.addEventListener("htmx:beforeSwap", () => {
    state.left = canvas()?.scrollLeft ?? 0;
    state.top = canvas()?.scrollTop ?? 0;
    state.focus = document.activeElement?.id ?? "";
  });

  document.addEventListener("htmx:afterSettle", () => {
    cancel();
    prepare();
    canvas()?.scrollTo(state.left, state.top);
    const lost = document.activeElement === document.body;
    if (lost) (document.getElementById(state.focus) ?? document.getElementById("panel") ?? canvas())?.focus({ preventScroll: true });
  });

  document.addEventListener("htmx:responseError", () => say(words.failed));
  document.addEventListener("htmx:sendError", () => say(words.failed));

  function prepare() {
    document.querySelectorAll("[data-zoom], [data-draw]").forEach((part) => { part.hidden = false; });
    const view = sketch()?.viewBox.baseVal;
    if (state.zoom === null && view) state.zoom = Math.min(1, Math.max(SMALLEST_READABLE, (canvas().clientWidth - 4) / view.width));
    zoomTo(state.zoom);
  }
  prepare();
})();
