"use strict";
// Text of the study is only ever set as text: nothing of it is read as HTML.
const columns = [...document.querySelectorAll("#calls-table thead button")].map((b) => b.textContent);
const numeric = new Set([8, 9, 12, 13]);
const pageSize = 100;
const patientPage = 50;

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
  // The caption stands in for a picture that is not there yet; its title says the same.
  place.parentElement.querySelector("figcaption")?.remove();
  const { view } = await vegaEmbed(drawn, spec, { renderer: "svg", actions: false });
  // The picture speaks through its description; its parts would only repeat it.
  for (const svg of place.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
  const save = element("p", "Save: ", { class: "save" });
  for (const format of ["svg", "png"]) {
    const button = element("button", format.toUpperCase(), { type: "button" });
    button.addEventListener("click", async () => {
      const link = element("a", "", { download: `figure.${format}` });
      link.href = await view.toImageURL(format, 2);
      link.click();
    });
    save.append(button, " ");
  }
  place.after(save);
}

// One after the other, with the page free between two: a print-out then holds them all.
async function drawAll(waiting) {
  for (const [place, spec] of waiting) {
    await draw(place, spec);
    await new Promise((resume) => setTimeout(resume));
  }
}

// The table of calls.
let calls = [];
let shown = [];
let page = 0;
let sorted = { column: -1, up: true };

function shortNumber(value) {
  if (value === null || value === "") return "";
  if (value > 0.9995 && value < 1) return ">0.999";
  if (value > 0 && value < 0.0005) return "<0.0005";
  return String(Number(value.toPrecision(3)));
}

function filterCalls() {
  const words = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const call = document.getElementById("call-filter").value;
  shown = calls.filter((row) => {
    if (call && row[10] !== call) return false;
    if (!words.length) return true;
    const text = row.join("\t").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  sortCalls();
  page = 0;
  showCalls();
}

function sortCalls() {
  const { column, up } = sorted;
  if (column < 0) return;
  const sign = up ? 1 : -1;
  shown = shown.map((row, index) => [row, index]).sort(([a, i], [b, j]) => {
    const [x, y] = [a[column], b[column]];
    // What is missing comes last, whichever way.
    const gapX = x === null || x === "";
    const gapY = y === null || y === "";
    if (gapX || gapY) return gapX === gapY ? i - j : gapX ? 1 : -1;
    if (numeric.has(column)) return x === y ? i - j : sign * (x - y);
    const order = String(x).localeCompare(String(y), "en", { numeric: true });
    return order === 0 ? i - j : sign * order;
  }).map(([row]) => row);
}

function showCalls() {
  const body = document.querySelector("#calls-table tbody");
  body.replaceChildren();
  const first = page * pageSize;
  for (const row of shown.slice(first, first + pageSize)) {
    const line = element("tr");
    row.forEach((value, column) => {
      const cell = element(column === 0 ? "th" : "td", undefined, column === 0 ? { scope: "row" } : {});
      if (column === 0) {
        const link = element("a", value, { href: "#patients" });
        link.addEventListener("click", (event) => {
          event.preventDefault();
          openPatient(value);
        });
        cell.append(link);
      } else if (numeric.has(column)) {
        cell.textContent = shortNumber(value);
        cell.className = "number";
      } else {
        cell.textContent = value;
      }
      line.append(cell);
    });
    body.append(line);
  }
  const last = Math.min(first + pageSize, shown.length);
  document.getElementById("count").textContent = shown.length === 0
    ? `No call of ${calls.length} matches.`
    : `Calls ${first + 1} to ${last} of ${shown.length}` +
      (shown.length < calls.length ? `, out of ${calls.length} in all.` : ".");
  document.getElementById("previous").disabled = page === 0;
  document.getElementById("next").disabled = last >= shown.length;
}

function download() {
  // A spreadsheet takes cells that start so for formulas; an apostrophe keeps them text.
  const cell = (value) => {
    let text = value === null ? "" : String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const lines = [columns, ...shown].map((row) => row.map(cell).join(","));
  const link = element("a", "", { download: "calls.csv" });
  link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Patients.
let patients = [];
let listed = 0;
const blocks = new Map();

function block(number) {
  if (!blocks.has(number)) blocks.set(number, unpacked(`data-block-${number}`));
  return blocks.get(number);
}

function sentenceList(sentences) {
  const list = element("ul");
  for (const sentence of sentences) list.append(element("li", sentence));
  return list;
}

function evidencePart(patient) {
  const part = element("details");
  const summary = element("summary");
  summary.append(element("h5", "What was reported of drugs and these mutations"));
  part.append(summary, element("p", "Evidence, not advice: what studies reported of tumours or cells " +
    "with the same change. Levels are CIViC's: A validated, B clinical, C case study, D preclinical, " +
    "E inferential.", { class: "notice" }));
  if (patient.evidence.length) {
    const names = ["Mutation", "Drug", "Reported", "Level", "Tumour type", "What was seen", "Source"];
    const keys = ["mutation", "drug", "direction", "level", "tumorType", "statement", "source"];
    const table = element("table");
    const head = element("tr");
    for (const name of names) head.append(element("th", name, { scope: "col" }));
    const rows = element("tbody");
    for (const row of patient.evidence) {
      const line = element("tr");
      for (const key of keys) line.append(element("td", row[key]));
      rows.append(line);
    }
    const top = element("thead");
    top.append(head);
    table.append(element("caption", "One row a report."), top, rows);
    const scroll = element("div", undefined, {
      class: "scroll", tabindex: "0", role: "region", "aria-label": "Reports of drugs",
    });
    scroll.append(table);
    part.append(scroll);
  }
  if (patient.resistance.length) {
    const list = element("ul");
    for (const sentence of patient.resistance) list.append(element("li", sentence));
    part.append(list);
  }
  return part;
}

async function fill(section, place) {
  if (section.dataset.filled) return;
  section.dataset.filled = "yes";
  const patient = (await block(Math.floor(place / blockSize)))[place % blockSize];
  const content = element("div");
  if (patient.timeline.length) {
    content.append(element("h4", "Timeline"));
    const list = element("ol", undefined, { class: "timeline" });
    for (const event of patient.timeline) list.append(element("li", `${event.day}: ${event.words}`));
    content.append(list);
  }
  for (const words of patient.warnings) content.append(element("p", words, { class: "notice" }));
  if (patient.explanations.length) content.append(element("h4", "In words"));
  patient.explanations.forEach((item, index) => {
    const part = element("details");
    part.open = index === 0;
    const summary = element("summary");
    summary.append(element("h5", `${item.title}: ${item.call}`));
    part.append(summary, ...item.answer.map((sentence) => element("p", sentence)));
    part.append(sentenceList(item.numbers));
    if (item.change.length) {
      part.append(element("p", "What would settle or change it:"), sentenceList(item.change));
    }
    if (item.details.length) {
      const more = element("details");
      more.append(element("summary", "Details"), sentenceList(item.details));
      part.append(more);
    }
    content.append(part);
  });
  if (patient.advice.length) {
    content.append(element("h4", "What would settle the open calls"));
    content.append(sentenceList(patient.advice));
  }
  if (patient.evidence.length || patient.resistance.length) content.append(evidencePart(patient));
  const pictures = element("div", undefined, { class: "figures" });
  if (patient.figures.length) content.append(element("h4", "Pictures"), pictures);
  const waiting = patient.figures.map((spec) => {
    const figure = element("figure");
    const chart = element("div", undefined, {
      class: "chart", role: "img", "aria-label": spec.description,
    });
    figure.append(chart);
    pictures.append(figure);
    return [chart, spec];
  });
  const show = element("button", `Show its ${patient.calls} calls in the table`, { type: "button" });
  show.addEventListener("click", () => {
    document.getElementById("search").value = patient.id;
    document.getElementById("call-filter").value = "";
    filterCalls();
    document.getElementById("calls").scrollIntoView();
    document.getElementById("search").focus();
  });
  content.append(show);
  section.append(content);
  await drawAll(waiting);
}

function addPatient(place, before) {
  const [id, headline] = patients[place];
  const section = element("details", undefined, { "data-patient": place });
  const summary = element("summary");
  summary.append(element("h3", id), document.createTextNode(headline ? ` — ${headline}` : ""));
  section.append(summary);
  section.addEventListener("toggle", () => {
    if (section.open) fill(section, place);
  });
  const list = document.getElementById("patient-sections");
  if (before) list.prepend(section);
  else list.append(section);
  return section;
}

function listMore() {
  const stop = Math.min(patients.length, listed + patientPage);
  for (; listed < stop; listed += 1) addPatient(listed, false);
  document.getElementById("patient-count").textContent =
    `${listed} of ${patients.length} patients listed.`;
  document.getElementById("more-patients").hidden = listed >= patients.length;
}

function openPatient(id) {
  const wanted = id.trim();
  const place = patients.findIndex(([name]) => name === wanted);
  if (place < 0) {
    document.getElementById("patient-count").textContent = `No patient is called ${wanted}.`;
    return;
  }
  let section = document.querySelector(`details[data-patient="${place}"]`);
  if (!section) section = addPatient(place, true);
  section.open = true;
  section.scrollIntoView();
  section.querySelector("summary").focus();
}

async function start() {
  document.getElementById("filter-form").addEventListener("submit", (e) => e.preventDefault());
  const charts = await unpacked("data-charts");
  calls = await unpacked("data-calls");
  const select = document.getElementById("call-filter");
  for (const name of [...new Set(calls.map((row) => row[10]))].sort()) {
    select.append(element("option", name, { value: name }));
  }
  document.getElementById("search").addEventListener("input", filterCalls);
  select.addEventListener("change", filterCalls);
  document.getElementById("download").addEventListener("click", download);
  document.getElementById("previous").addEventListener("click", () => { page -= 1; showCalls(); });
  document.getElementById("next").addEventListener("click", () => { page += 1; showCalls(); });
  document.querySelectorAll("#calls-table thead button").forEach((button) => {
    button.addEventListener("click", () => {
      const column = Number(button.dataset.column);
      sorted = { column, up: sorted.column === column ? !sorted.up : true };
      document.querySelectorAll("#calls-table thead th").forEach((th) => th.setAttribute("aria-sort", "none"));
      button.closest("th").setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
      filterCalls();
    });
  });
  filterCalls();
  patients = await unpacked("data-index");
  if (patients.length <= 2000) {
    const list = document.getElementById("patient-list");
    for (const [id] of patients) list.append(element("option", undefined, { value: id }));
  }
  listMore();
  document.getElementById("more-patients").addEventListener("click", listMore);
  document.getElementById("patient-form").addEventListener("submit", (event) => {
    event.preventDefault();
    openPatient(document.getElementById("patient-search").value);
  });
  document.body.dataset.ready = "yes";
  await drawAll(charts.map((spec, index) => [document.getElementById(`cohort-chart-${index}`), spec]));
  document.body.dataset.drawn = "yes";
}
start();
