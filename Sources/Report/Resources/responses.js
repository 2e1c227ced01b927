async function start() {
  document.getElementById("open-all").addEventListener("click", async () => {
    await openParts();
    window.print();
  });
  document.body.dataset.ready = "yes";
  await drawSections();
  document.body.dataset.drawn = "yes";
}
start();
