/* The next click on the map is a spot: for a point that a person sets. */
(() => {
  const { dateline } = window;
  const { bus, el } = dateline;

  const STILL = 4; // pixels that a click may move; more is a drag
  const ADVICE = "Press the map where it is";
  const KEYS = "; Enter takes the middle, Esc gives up"; // left out where there is no room
  const CONTROLS = "a, button, input, .leaflet-control";

  class PointPicker {
    constructor(map) {
      this.map = map;
      this.on = false;
      this.shown = false; // the spot that was picked last
      const box = map.getContainer();
      // Before any marker hears of it: a spot may lie on one.
      box.addEventListener("pointerdown", (event) => { this.down = event; }, true);
      box.addEventListener("click", (event) => this.click(event), true);
      document.addEventListener("keydown", (event) => this.key(event), true);
      bus.on("pick", ({ on }) => this.turn(on));
      bus.on("key", ({ key }) => this.on && key === "Escape" && this.tell({}));
      bus.on("select", () => this.forget());
    }

    turn(on) {
      if (on === this.on) return;
      this.on = on;
      const box = this.map.getContainer();
      box.classList.toggle("picking", on);
      dateline.caption(this.map, on ? ADVICE : "");
      if (!on) return;
      box.querySelector(".caption").append(el("span", { class: "keys", text: KEYS }), " ",
        el("button", { type: "button", text: "Cancel", onclick: () => this.tell({}) }));
      box.focus({ preventScroll: true }); // for its keys
    }

    click(event) {
      if (!this.on || event.target.closest(CONTROLS)) return;
      event.stopPropagation();
      event.preventDefault();
      const { down = event } = this;
      const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (far <= STILL) this.take(this.map.mouseEventToLatLng(event));
    }

    key(event) {
      if (!this.on || !["Enter", "Escape"].includes(event.key)) return;
      if (event.key === "Enter" && event.target.closest(CONTROLS)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (event.key === "Enter") this.take(this.map.getCenter());
      else this.tell({});
    }

    take(spot) {
      const { lat, lng: lon } = spot.wrap();
      this.shown = true;
      bus.send("preview_point", { name: "The new point", lat, lon });
      this.tell({ lat, lon });
    }

    tell(spot) {
      this.turn(false);
      bus.send("spot", spot);
    }

    forget() {
      if (!this.shown) return;
      this.shown = false;
      bus.send("preview_point", {});
    }
  }

  L.Map.addInitHook(function start() { this.datelinePointPicker = new PointPicker(this); });
})();
