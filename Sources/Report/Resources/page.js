"use strict";
// Text of the study is only ever set as text: nothing of it is read as HTML.
async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function draw(place, spec) {
  const drawn = element("div");
  place.append(drawn);
  // The title is above the picture, as words of the page that wrap; a saved picture has its own.
  const { title, ...bare } = spec;
  const options = { renderer: "svg", actions: false };
  await vegaEmbed(drawn, bare, options);
  // The picture speaks through its description; its parts would only repeat it.
  for (const svg of place.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
  if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  const save = element("p", "Save: ", { class: "save" });
  for (const format of ["svg", "png"]) {
    const button = element("button", format.toUpperCase(), { type: "button" });
    button.addEventListener("click", async () => {
      const { view } = await vegaEmbed(element("div"), spec, options);
      const link = element("a", "", { download: `figure.${format}` });
      link.href = await view.toImageURL(format, 2);
      link.click();
      view.finalize();
    });
    save.append(button, " ");
  }
  place.after(save);
}

// A picture to be drawn, under its words.
function figureOf(spec) {
  const words = (part) => [].concat(part ?? []).join(" ").replaceAll(" %", "\u00a0%");
  const figure = element("figure");
  const caption = element("figcaption");
  caption.append(element("b", words(spec.title.text)), ` ${words(spec.title.subtitle)}`);
  const chart = element("div", undefined, { class: "chart", role: "img", "aria-label": spec.description });
  figure.append(caption, chart);
  return { figure, waiting: [chart, spec] };
}

// One after the other, with the page free between two: a print-out then holds them all.
async function drawAll(waiting) {
  for (const [place, spec] of waiting) {
    await draw(place, spec);
    await new Promise((resume) => setTimeout(resume));
  }
}

// Pictures that stand among the words of the page: those of a closed part wait until it is opened.
const sectionCharts = [];
function placed(part, isWanted) {
  const places = [...part.querySelectorAll(".chart[data-chart]")].filter((place) => !place.dataset.begun);
  return places.filter(isWanted).map((place) => {
    place.dataset.begun = "yes";
    return [place, sectionCharts[Number(place.dataset.chart)]];
  });
}

function drawPart(part) {
  part.drawn ??= drawAll(placed(part, () => true));
  return part.drawn;
}

async function drawSections() {
  sectionCharts.push(...await unpacked("data-section-charts"));
  for (const part of document.querySelectorAll("details.pictures")) {
    part.addEventListener("toggle", () => {
      if (part.open) drawPart(part);
    });
  }
  await drawAll(placed(document, (place) => !place.closest("details:not([open])")));
}

// Opens every part with its pictures.
async function openParts() {
  for (const part of document.querySelectorAll("main details")) {
    part.open = true;
    if (part.classList.contains("pictures")) await drawPart(part);
  }
}
