/* The shapes of areas: the outline of a country or province, a sea or river as it runs, or as much
   as is known of the rest. What is large and seldom needed is read when it is (outlines_of). */
(() => {
  const { dateline } = window;
  const STEPS = 72;
  const SOFT = new Set(["box", "ring"]);
  const source = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src;

  /* Differences added up: [[lat, lon], ...] in degrees. */
  const walked = (steps, units) => {
    let [lon, lat] = [0, 0];
    const line = [];
    for (let i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      line.push([lat / units, lon / units]);
    }
    return line;
  };

  /* Rings in the turn of the globe nearest to a longitude. */
  const turned = (rings, near) => {
    const lons = rings[0].map(([, lon]) => lon);
    const middle = lons.reduce((a, b) => Math.min(a, b)) / 2 + lons.reduce((a, b) => Math.max(a, b)) / 2;
    const turn = 360 * Math.round((near - middle) / 360);
    return rings.map((ring) => ring.map(([lat, lon]) => [lat, lon + turn]));
  };

  /* Areas made of arcs that neighbours share, each read when it is first asked for. */
  class Outlines {
    /**
     * @param {{arcs: number[][], units: number}} data
     * @param {Map<string, number[][][]>} areas polygons of rings of arc numbers
     */
    constructor(data, areas) {
      this.data = data;
      this.areas = areas;
      this.arcs = new Map();
    }

    arc(index) {
      if (!this.arcs.has(index)) this.arcs.set(index, walked(this.data.arcs[index], this.data.units));
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

    polygons(code, near) {
      return (this.areas.get(code) || []).map((polygon) => turned(polygon.map((refs) => this.ring(refs)), near));
    }

    /* The arcs that two areas of one country share. */
    inner() {
      const users = new Map();
      for (const [code, polygons] of this.areas) {
        for (const ref of polygons.flat(2)) {
          const index = ref < 0 ? ~ref : ref;
          users.set(index, [...(users.get(index) || []), code.split(".")[0]]);
        }
      }
      return [...users].filter(([, [a, b]]) => a === b).map(([index]) => this.arc(index));
    }
  }

  const unpacked = async (name) => {
    const answer = await fetch(new URL(`${name}.json.gz`, source || window.location.href));
    if (!answer.ok) throw new Error(`${name}.json.gz: ${answer.status}`);
    const stream = answer.body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  };

  const reading = {};
  /* The provinces of the world, or its waters and ranges, read once; null where they are missing. */
  dateline.outlinesOf = (name) => {
    reading[name] ||= (async () => {
      try {
        return (window.datelineOutlines || {})[name] || await unpacked(name);
      } catch (error) {
        console.warn("Outlines could not be read.", error);
        return null;
      }
    })();
    return reading[name];
  };

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

  const slugOf = ({ id }) => (id.startsWith("dateline:") ? id.slice("dateline:".length) : "");

  /* What a shape needs to be read first: "provinces", "nature" or nothing. */
  dateline.needed = ({ shape, id }) =>
    (SOFT.has(shape) ? (slugOf({ id }) && "nature") : shape.includes(".") && "provinces") || "";

  const natural = (props, spot, nature) => {
    const found = nature && nature.shapes[slugOf(props)];
    if (!found) return null;
    const lines = found.lines.map((steps) => walked(steps, nature.units));
    return { kind: found.kind, lines: lines.flatMap((line) => turned([line], spot.lng)) };
  };

  /**
   * The layer of an area, or null where nothing is known of how far it reaches. What has no
   * border is soft: {kind, lines}, washed over the land (washes.js); its layer is only pressed.
   * @param {any} props
   * @param {any} spot
   * @param {{countries: any, provinces: any, nature: any}} known
   */
  dateline.outline = (props, spot, known, options) => {
    const { shape, reach } = props;
    if (!shape) return null;
    const rings = SOFT.has(shape) ? [] : shape.split("+").flatMap((code) =>
      (code.includes(".") ? known.provinces : known.countries)?.polygons(code, spot.lng) || []);
    if (rings.length) return L.polygon(rings, { ...options, smoothFactor: 0.6 });
    const soft = natural(props, spot, known.nature)
      || (reach && { kind: props.water ? "strait" : "about", lines: [curve(reach, shape === "ring" ? 2 : 5)] });
    if (!soft) return null;
    const make = soft.kind === "river" ? L.polyline : L.polygon;
    const layer = make(soft.kind === "river" ? soft.lines : soft.lines.map((line) => [line]), options);
    /** @type {any} */ (layer).soft = soft;
    return layer;
  };

  dateline.Outlines = Outlines;
})();
