// For a page that shows Tandem in a frame: lets each frame grow with its content. It reads one message,
// {type: "tandem:height", px}, only from the frames it knows, and sends none.
(function () {
  addEventListener("message", function (event) {
    var said = event.data;
    if (!said || said.type !== "tandem:height" || typeof said.px !== "number" || !(said.px > 0)) return;
    var frames = document.querySelectorAll("iframe[data-tandem]");
    for (var i = 0; i < frames.length; i++) {
      if (event.source === frames[i].contentWindow) {
        frames[i].style.height = Math.min(Math.max(Math.ceil(said.px), 200), 200000) + "px";
      }
    }
  });
})();
