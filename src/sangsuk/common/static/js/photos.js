/* Photographs are made smaller in the phone before they travel, and shown, so that she sees what she sends. What the
   phone cannot open (HEIC on some) goes as it is; the server makes it small. */
const SIDE = 2048;
const SMALL_ENOUGH = 700000;

const smaller = async (file, places) => {
  if (!file.type.startsWith("image/")) return file;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return file;
  }
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size < SMALL_ENOUGH) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  if (!blob || blob.size >= file.size) return file;
  return new File([places ? await withPlace(blob, file) : blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
};

document.querySelectorAll("input[data-photos]").forEach((input) => {
  const words = input.dataset;
  const shown = document.createElement("ul");
  const said = document.createElement("p");
  shown.className = "thumbs";
  said.className = "field__hint";
  said.setAttribute("role", "status");
  input.after(said, shown);
  const chosen = async () => {
    shown.querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src));
    shown.replaceChildren();
    said.textContent = (input.files.length && words.shrinking) || "";
    const bag = new DataTransfer();
    for (const file of [...input.files]) bag.items.add(await smaller(file, placesGo(input)));
    input.files = bag.files;
    [...bag.files].forEach((file, i) => {
      const item = document.createElement("li");
      const img = document.createElement("img");
      item.className = "thumb";
      img.src = URL.createObjectURL(file);
      img.alt = (words.picture || "{n}").replace("{n}", i + 1);
      img.onerror = () => item.remove();
      item.append(img);
      shown.append(item);
    });
    const size = [...bag.files].reduce((sum, file) => sum + file.size, 0) / 1e6;
    said.textContent = bag.files.length && words.ready ? words.ready.replace("{n}", bag.files.length).replace("{size}", size.toFixed(1)) : "";
  };
  input.addEventListener("change", chosen);
  if (input.files.length) chosen(); /* chosen before this script had come over a slow line */
});
