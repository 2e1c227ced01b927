const columns = [...document.querySelectorAll("#calls-table thead button")].map((b) => b.textContent);
const numeric = new Set([8, 9, 12, 13]);
const pageSize = 50;
const patientPage = 50;

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

// What a row is searched by, put together once and not with every letter that is typed.
const rowTexts = new Map();
function textOf(row) {
  let text = rowTexts.get(row);
  if (text === undefined) {
    text = row.join("\t").toLowerCase();
    rowTexts.set(row, text);
  }
  return text;
}

// While the page is idle, so that nobody who types waits for it.
function prepareTexts(deadline, from = 0) {
  let place = from;
  while (place < calls.length && deadline.timeRemaining() > 1) {
    for (const stop = Math.min(calls.length, place + 200); place < stop; place += 1) textOf(calls[place]);
  }
  if (place < calls.length) requestIdleCallback((next) => prepareTexts(next, place));
}

// The last question, whose answer holds that of a longer one.
let asked = { words: "", call: "" };
function filterCalls() {
  const typed = document.getElementById("search").value.toLowerCase();
  const words = typed.split(/\s+/).filter(Boolean);
  const call = document.getElementById("call-filter").value;
  const isLonger = call === asked.call && asked.words && typed.length > asked.words.length &&
    typed.startsWith(asked.words);
  asked = { words: typed, call };
  shown = (isLonger ? shown : calls).filter((row) => {
    if (call && row[10] !== call) return false;
    if (!words.length) return true;
    const text = textOf(row);
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
        cell.append(element("a", value, { href: address(value) }));
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
  if (!blocks.has(number)) blocks.set(number, unpacked(`data-block-${number}`).then(assembled));
  return blocks.get(number);
}

// A block holds the first pictures of all its patients, then the second, and so on.
function assembled({ patients: inside, figures, cloneFigures, courseFigures, matrices }) {
  return inside.map((patient, place) => ({
    ...patient, matrix: matrices[place],
    course: patient.course && { ...patient.course, figure: courseFigures?.[place] },
    figures: figures.map((column) => column[place]).filter(Boolean),
    clones: patient.clones && {
      ...patient.clones, figures: cloneFigures.map((column) => column[place]).filter(Boolean),
    },
  }));
}

function sentenceList(sentences) {
  const list = element("ul");
  for (const sentence of sentences) list.append(element("li", sentence));
  return list;
}

// PubMed identifiers as links.
function cited(words) {
  const cell = element("td");
  for (const part of words.split(/(PMID:? ?\d+)/)) {
    const found = /^PMID:? ?(\d+)$/.exec(part);
    cell.append(found
      ? element("a", part, { href: `https://pubmed.ncbi.nlm.nih.gov/${found[1]}/`, rel: "noreferrer" })
      : document.createTextNode(part));
  }
  return cell;
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
      for (const key of keys) line.append(key === "source" ? cited(row[key]) : element("td", row[key]));
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

function mark(glyph, color) {
  const made = element("span", glyph, { class: "mark", "aria-hidden": "true" });
  made.style.color = color;
  return made;
}

// Mutations of a matrix that are in sight before the others are asked for.
const mostInMatrix = 15;

// All samples and mutations: no read of the mutation and no look at it are different marks.
function matrixPart(patient) {
  const { samples, rows, omitted } = patient.matrix;
  const scroll = element("div", undefined, {
    class: "scroll", tabindex: "0", role: "region", "aria-label": `Mutations of ${patient.id} in all samples`,
  });
  const table = element("table", undefined, { class: "matrix" });
  table.append(element("caption", "Reads with the mutation, of all reads; below them the share of tumour cells " +
    "with it (cancer cell fraction) and its 90 % interval. \u25CB: reads, none of them with the mutation. " +
    "Hatched: nothing is known." + (omitted ? ` ${omitted} more mutations are in the table of calls.` : "")));
  const head = element("tr");
  for (const name of ["Mutation", "Call", ...samples]) head.append(element("th", name, { scope: "col" }));
  const top = element("thead");
  top.append(head);
  const body = element("tbody");
  rows.forEach((row, place) => {
    const line = element("tr", undefined, { tabindex: "-1", "data-gene": row.gene, "data-change": row.change });
    if (place >= mostInMatrix && !row.isDriver) line.className = "beyond";
    const name = element("th", undefined, { scope: "row" });
    const words = row.gene ? `${row.gene} ${row.change}` : row.change;
    if (row.anchor) name.append(element("a", words, { href: `#${row.anchor}` }));
    else name.textContent = words;
    const call = element("td");
    if (row.call) call.append(mark(row.glyph, row.color), document.createTextNode(` ${row.call}`));
    line.append(name, call);
    for (const cell of row.cells) {
      const shown = element("td", (cell.sight === "clean" ? "\u25CB " : "") + cell.reads, { class: cell.sight });
      if (cell.fraction) shown.append(element("small", cell.fraction));
      if (typeof cell.shade === "number") shown.style.setProperty("--share", cell.shade);
      line.append(shown);
    }
    body.append(line);
  });
  table.append(top, body);
  scroll.append(table);
  const part = element("div");
  part.append(element("h4", "Mutations in all samples"), scroll);
  if (body.querySelector(".beyond")) {
    const more = element("button", `Show all ${rows.length} mutations`, { type: "button", class: "more-button" });
    more.addEventListener("click", () => {
      table.classList.add("whole");
      more.remove();
    });
    part.append(more);
  }
  return part;
}

// A gene's name leads to its nomenclature; what is no name stays text.
function geneTitle(item) {
  const title = element("h5");
  title.append(mark(item.glyph, item.color), " ");
  let rest = item.title;
  if (/^[A-Za-z][A-Za-z0-9-]*$/.test(item.gene) && rest.startsWith(`${item.gene} `)) {
    const address = `https://www.genenames.org/tools/search/#!/?query=${item.gene}`;
    title.append(element("a", item.gene, { href: address, rel: "noreferrer" }));
    rest = rest.slice(item.gene.length);
  }
  title.append(`${rest}: ${item.call}`);
  return title;
}

function explanationPart(item) {
  const part = element("div", undefined, { class: "explained", "data-mutation": item.mutation, tabindex: "-1" });
  // The answer and the numbers that carry it are one paragraph; all else is folded.
  part.append(geneTitle(item), element("p", [...item.answer, ...item.numbers].join(" ")));
  if (item.change.length + item.details.length === 0) return part;
  const more = element("details");
  more.append(element("summary", item.change.length ? "What would settle or change it, and details" : "Details"));
  if (item.change.length) more.append(sentenceList(item.change));
  if (item.details.length) more.append(element("h6", "Details"), sentenceList(item.details));
  part.append(more);
  return part;
}

// The sum of target lesions over days, beside the calls of the patient's mutations.
function coursePart(patient, waiting) {
  const { sentences, figure } = patient.course;
  const part = element("div", undefined, { class: "course" });
  part.append(element("h4", "Response to treatment"), element("p", sentences.join(" ")));
  const beside = element("div", undefined, { class: "figures" });
  if (figure) {
    const drawn = figureOf(figure);
    beside.append(drawn.figure);
    waiting.push(drawn.waiting);
  }
  if (patient.explanations.length) {
    const calls = element("div", undefined, { class: "beside" });
    const list = element("ul");
    for (const item of patient.explanations) {
      const line = element("li");
      line.append(mark(item.glyph, item.color), " ",
        element("a", item.title, { href: address(patient.id, item.mutation) }), `: ${item.call}`);
      list.append(line);
    }
    calls.append(element("h5", "Mutations and their calls"), list);
    beside.append(calls);
  }
  part.append(beside);
  return part;
}

function warningsPart(warnings) {
  const part = element(warnings.length > 2 ? "details" : "div", undefined, { class: "notice" });
  if (warnings.length > 2) part.append(element("summary", `${warnings.length} notes on the samples`));
  for (const words of warnings) part.append(element("p", words));
  return part;
}

async function fill(section, place) {
  const patient = (await block(Math.floor(place / blockSize)))[place % blockSize];
  const content = element("div");
  const waiting = [];
  if (patient.warnings.length) content.append(warningsPart(patient.warnings));
  if (patient.timelineFigure) {
    const drawn = figureOf(patient.timelineFigure);
    content.append(element("h4", "Biopsies and treatments"), drawn.figure);
    waiting.push(drawn.waiting);
  }
  if (patient.course) content.append(coursePart(patient, waiting));
  if (patient.explanations.length) content.append(element("h4", "In words"));
  for (const item of patient.explanations) content.append(explanationPart(item));
  if (patient.advice.length) {
    content.append(element("h4", "What would settle the open calls"));
    content.append(sentenceList(patient.advice));
  }
  if (patient.matrix && patient.matrix.rows.length) content.append(matrixPart(patient));
  if (patient.evidence.length || patient.resistance.length) content.append(evidencePart(patient));
  const picturesOf = (specs) => {
    const pictures = element("div", undefined, { class: "figures" });
    for (const spec of specs) {
      const drawn = figureOf(spec);
      pictures.append(drawn.figure);
      waiting.push(drawn.waiting);
    }
    return pictures;
  };
  if (patient.figures.length) content.append(element("h4", "Pictures"), picturesOf(patient.figures));
  if (patient.clones) {
    const part = element("div", undefined, { class: "clones" });
    part.append(element("h4", "Clones"), element("p", patient.clones.sentences.join(" ")),
      picturesOf(patient.clones.figures));
    content.append(part);
  }
  if (patient.timeline.length) {
    const days = element("details");
    const list = element("ol", undefined, { class: "timeline" });
    for (const event of patient.timeline) list.append(element("li", `${event.day}: ${event.words}`));
    days.append(element("summary", "The timeline in words"), list);
    content.append(days);
  }
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
  // Those who wait for the words need not wait for the pictures.
  section.drawn = drawAll(waiting);
}

function addPatient(place, before) {
  const [id, headline] = patients[place];
  const section = element("details", undefined, { "data-patient": place });
  const summary = element("summary");
  summary.append(element("h3", id), document.createTextNode(headline ? ` — ${headline}` : ""));
  section.append(summary);
  section.addEventListener("toggle", () => {
    if (section.open) section.ready ??= fill(section, place);
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

function opened(place) {
  let section = document.querySelector(`details[data-patient="${place}"]`);
  if (!section) section = addPatient(place, true);
  section.open = true;
  section.ready ??= fill(section, place);
  return section;
}

async function openPatient(id, mutation) {
  const wanted = id.trim();
  const place = patients.findIndex(([name]) => name === wanted);
  if (place < 0) {
    document.getElementById("patient-count").textContent = `No patient is called ${wanted}.`;
    return;
  }
  const section = opened(place);
  section.scrollIntoView();
  section.querySelector("summary").focus({ preventScroll: true });
  if (!mutation) return;
  await section.ready;
  const part = [...section.querySelectorAll(".explained")].find((one) => one.dataset.mutation === mutation) ??
    // Mutations that no words explain have a line of the matrix.
    [...section.querySelectorAll(".matrix tbody tr")].find(({ dataset: { gene, change } }) =>
      mutation === `${gene}:${change}` || mutation === change);
  if (!part) return;
  part.closest("table")?.classList.add("whole");
  part.scrollIntoView();
  part.focus({ preventScroll: true });
}

// Opens everybody with all pictures, and prints.
async function openAll() {
  while (listed < patients.length) listMore();
  const count = document.getElementById("patient-count");
  for (let place = 0; place < patients.length; place += 1) {
    count.textContent = `${place} of ${patients.length} patients are ready to print.`;
    const section = opened(place);
    await section.ready;
    await section.drawn;
  }
  count.textContent = `${patients.length} patients are ready to print.`;
  window.print();
}

// On paper an index stands for the patients who are not open.
function fillIndex() {
  const index = document.getElementById("print-index");
  if (index.childElementCount || patients.length < 2) return;
  for (const [id, headline] of patients) index.append(element("li", headline ? `${id} \u2014 ${headline}` : id));
}

// An address such as #P109 or #P109/ERBB2:p.L755S.
function openAddress() {
  let parts;
  try {
    parts = location.hash.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return; // Somebody's own address: no part of the page is called so.
  }
  const [id, mutation] = parts;
  if (!id || document.getElementById(id)) return;
  openPatient(id, mutation);
}

const address = (...parts) => "#" + parts.map(encodeURIComponent).join("/");

// One field for everything: patients by name or finding, calls by gene and change.
const mostFound = 12;
function find() {
  const list = document.getElementById("found");
  list.replaceChildren();
  const words = document.getElementById("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  list.hidden = !words.length;
  if (!words.length) return;
  const seen = new Set();
  const offer = (target, shown) => {
    if (seen.has(target)) return;
    seen.add(target);
    const item = element("li");
    item.append(element("a", shown, { href: target }));
    list.append(item);
  };
  const matches = (text) => words.every((word) => text.includes(word));
  const { names, changes } = searchable();
  for (let place = 0; place < names.length && seen.size < mostFound; place += 1) {
    if (!matches(names[place])) continue;
    const [id, headline] = patients[place];
    offer(address(id), `${id} \u2014 ${headline || id}`);
  }
  for (let place = 0; place < changes.length && seen.size < mostFound; place += 1) {
    if (!matches(changes[place])) continue;
    const [id, gene, change, position] = calls[place];
    offer(address(id, gene && change ? `${gene}:${change}` : position),
      `${id}: ${gene} ${change || position}, ${calls[place][10]}`);
  }
  if (!seen.size) list.append(element("li", "Nothing matches."));
}

// The texts that the field searches: made while the page is idle, or when they are first asked for.
let texts = null;
function searchable() {
  texts ??= {
    names: patients.map(([id, headline]) => `${id} ${headline}`.toLowerCase()),
    changes: calls.map((row) => row.slice(0, 6).join(" ").toLowerCase()),
  };
  return texts;
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
  const field = document.getElementById("find");
  field.addEventListener("input", find);
  document.getElementById("find-form").addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("#found a")?.click();
  });
  document.getElementById("found").addEventListener("click", () => {
    document.getElementById("found").hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.getElementById("found").hidden = true;
  });
  window.addEventListener("hashchange", openAddress);
  // A link to the place where one is already leads there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.hash === location.hash) openAddress();
  });
  document.getElementById("open-all").addEventListener("click", openAll);
  window.addEventListener("beforeprint", fillIndex);
  window.matchMedia("print").addEventListener("change", fillIndex);
  // The only patient is open, below the answer and not in its place.
  if (patients.length === 1) opened(0);
  openAddress();
  document.body.dataset.ready = "yes";
  requestIdleCallback((deadline) => {
    searchable();
    prepareTexts(deadline);
  });
  await drawAll(charts.map((spec, index) => [document.getElementById(`cohort-chart-${index}`), spec]));
  await drawSections();
  document.body.dataset.drawn = "yes";
}
start();
