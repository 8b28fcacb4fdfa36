/* Where a photograph was taken, carried over when it is made smaller: its position and nothing else of what the phone wrote
   into it, and only where somebody is told so (`placesGo`, or a visit). The server reads it, keeps it apart and takes it out. */
const TAG = { pointer: 0x8825, latitudeSide: 1, latitude: 2, longitudeSide: 3, longitude: 4 };

/* The beginning of what the phone wrote (TIFF), in JPEG, HEIC and WebP alike; -1 for none. */
const tiffAt = (bytes) => {
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1)) {
    const word = String.fromCharCode(...bytes.subarray(at, at + 12));
    if (/^Exif\0\0(II\*\0|MM\0\*)/.test(word)) return at + 6;
    if (/^EXIF[^]{4}(II\*\0|MM\0\*)/.test(word)) return at + 8;
  }
  return -1;
};

/* The entries of one directory: tag -> where its value stands. */
const directory = (view, at, little) => {
  const found = new Map();
  for (let n = view.getUint16(at, little), i = 0; i < n; i += 1) {
    const entry = at + 2 + 12 * i;
    found.set(view.getUint16(entry, little), entry + 8);
  }
  return found;
};

/* { north, east } as degrees, minutes, seconds in numerators and denominators; null when the photograph does not say. */
const takenAt = (buffer) => {
  const start = tiffAt(new Uint8Array(buffer));
  if (start < 0) return null;
  try {
    const view = new DataView(buffer, start);
    const little = view.getUint8(0) === 0x49;
    const pointer = directory(view, view.getUint32(4, little), little).get(TAG.pointer);
    if (pointer === undefined) return null;
    const gps = directory(view, view.getUint32(pointer, little), little);
    if (!Object.values(TAG).slice(1).every((tag) => gps.has(tag))) return null;
    const six = (tag) => Array.from({ length: 6 }, (_, i) => view.getUint32(view.getUint32(gps.get(tag), little) + 4 * i, little));
    return {
      sides: [view.getUint8(gps.get(TAG.latitudeSide)), view.getUint8(gps.get(TAG.longitudeSide))],
      parts: [six(TAG.latitude), six(TAG.longitude)],
    };
  } catch {
    return null; /* broken or cut off: the picture is what matters */
  }
};

/* A segment for a JPEG that says where, and nothing else. */
const placeSegment = ({ sides, parts }) => {
  const segment = new Uint8Array(4 + 6 + 128);
  segment.set([0xff, 0xe1, 0, segment.length - 2, 0x45, 0x78, 0x69, 0x66, 0, 0]);
  const view = new DataView(segment.buffer, 10);
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, 8);
  const entry = (at, tag, type, count, value) => {
    view.setUint16(at, tag);
    view.setUint16(at + 2, type);
    view.setUint32(at + 4, count);
    view.setUint32(at + 8, value);
  };
  view.setUint16(8, 1);
  entry(10, TAG.pointer, 4, 1, 26);
  view.setUint16(26, 4);
  entry(28, TAG.latitudeSide, 2, 2, sides[0] << 24);
  entry(40, TAG.latitude, 5, 3, 80);
  entry(52, TAG.longitudeSide, 2, 2, sides[1] << 24);
  entry(64, TAG.longitude, 5, 3, 104);
  parts.flat().forEach((part, i) => view.setUint32(80 + 4 * i, part));
  return segment;
};

/* Whether she lets it go: the box that the input names is ticked. */
const placesGo = (input) => {
  const box = input.form && input.form.elements[input.dataset.places];
  return Boolean(box && box.checked);
};

/* The smaller picture with the place of the first one, when there is one. */
const withPlace = async (small, file) => {
  const place = takenAt(await file.arrayBuffer());
  return place ? new Blob([small.slice(0, 2), placeSegment(place), small.slice(2)], { type: "image/jpeg" }) : small;
};
