/* The shapes of areas: a country's own outline, or as much as is known of the rest. */
(() => {
  const { dateline } = window;
  const STEPS = 72;

  /* basemap.json's rings in degrees, each country read when it is first asked for. */
  class Countries {
    constructor(data) {
      this.data = data;
      this.byCode = new Map(data.countries.map((country) => [country.a3, country]));
      this.arcs = new Map();
    }

    arc(index) {
      if (!this.arcs.has(index)) {
        let [lon, lat] = [0, 0];
        const steps = this.data.arcs[index];
        const line = [];
        for (let i = 0; i < steps.length; i += 2) {
          lon += steps[i];
          lat += steps[i + 1];
          line.push([lat / this.data.units, lon / this.data.units]);
        }
        this.arcs.set(index, line);
      }
      return this.arcs.get(index);
    }

    /* One unbroken ring: each arc shifted by whole turns to meet the one before. */
    ring(refs) {
      const ring = [];
      for (const ref of refs) {
        const line = ref < 0 ? [...this.arc(~ref)].reverse() : this.arc(ref);
        const turn = ring.length ? 360 * Math.round((ring.at(-1)[1] - line[0][1]) / 360) : 0;
        for (const [lat, lon] of line) ring.push([lat, lon + turn]);
      }
      return ring;
    }

    /* Polygons of a country, each in the turn of the globe nearest to a longitude. */
    polygons(code, near) {
      const country = this.byCode.get(code);
      return (country ? country.polygons : []).map((polygon) => {
        const rings = polygon.map((refs) => this.ring(refs));
        const lons = rings[0].map(([, lon]) => lon);
        const middle = lons.reduce((a, b) => Math.min(a, b)) / 2 + lons.reduce((a, b) => Math.max(a, b)) / 2;
        const turn = 360 * Math.round((near - middle) / 360);
        return rings.map((ring) => ring.map(([lat, lon]) => [lat, lon + turn]));
      });
    }
  }

  /* A closed curve in a box: an ellipse (power 2), or nearly the box itself. */
  const curve = ([[south, west], [north, east]], power) => {
    const bend = (value) => Math.sign(value) * Math.abs(value) ** (2 / power);
    return Array.from({ length: STEPS }, (_, i) => {
      const angle = (2 * Math.PI * i) / STEPS;
      return [
        (south + north) / 2 + (bend(Math.sin(angle)) * (north - south)) / 2,
        (west + east) / 2 + (bend(Math.cos(angle)) * (east - west)) / 2,
      ];
    });
  };

  /* The layer of an area, or null where nothing is known of how far it reaches. */
  dateline.outline = (props, spot, countries, options) => {
    if (!props.shape) return null;
    if (props.shape === "box" || props.shape === "ring") {
      return L.polygon(/** @type {[number, number][]} */ (curve(props.reach, props.shape === "box" ? 5 : 2)), options);
    }
    const rings = props.shape.split("+").flatMap((code) => countries.polygons(code, spot.lng));
    return rings.length ? L.polygon(rings, { ...options, smoothFactor: 0.6 }) : null;
  };

  dateline.Countries = Countries;
})();
