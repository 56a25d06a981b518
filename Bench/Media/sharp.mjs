// What sharp makes of the picture that the product is measured with, and that picture itself. Started by ImageBench in
// a directory where sharp is installed:
//   node sharp.mjs draw FILE         draws the picture, the same each time
//   node sharp.mjs work FILE JOBS    then for each line "COUNT cascade|clones" on standard input a line of JSON
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const sharp = createRequire(`${process.cwd()}/`)('sharp');
const [task, file, jobs] = process.argv.slice(2);
const webp = { quality: 80, effort: 4 };
const inside = (side) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
const cover = { width: 150, height: 150, fit: 'cover' };

// one thread a picture and nothing kept between pictures, as in the product's processes
sharp.concurrency(1);
sharp.cache(false);

/** Four sizes, each from the file: what the manual of sharp shows. */
async function clones(bytes) {
  const upright = sharp(bytes).autoOrient();
  const files = [];
  for (const size of [inside(1080), inside(640), inside(320), cover]) {
    files.push(await upright.clone().resize(size).webp(webp).toBuffer());
  }
  return files;
}

/** The file decoded once, each size from the next larger: what the product does. */
async function cascade(bytes) {
  const files = [];
  let { data, info: raw } = await sharp(bytes).autoOrient().resize(inside(1080)).raw().toBuffer({ resolveWithObject: true });
  files.push(await sharp(data, { raw }).webp(webp).toBuffer());
  for (const side of [640, 320]) {
    ({ data, info: raw } = await sharp(data, { raw }).resize(inside(side)).raw().toBuffer({ resolveWithObject: true }));
    files.push(await sharp(data, { raw }).webp(webp).toBuffer());
  }
  files.push(await sharp(data, { raw }).resize(cover).webp(webp).toBuffer());
  return files;
}

async function work(bytes) {
  const ways = { clones, cascade };
  for await (const line of createInterface({ input: process.stdin })) {
    const [count, way] = line.split(' ');
    let left = Number(count);
    let size = 0;
    const [began, used] = [process.hrtime.bigint(), process.cpuUsage()];
    await Promise.all(Array.from({ length: Number(jobs) }, async () => {
      while (left-- > 0) {
        size = (await ways[way](bytes)).reduce((sum, variant) => sum + variant.length, 0);
      }
    }));
    const { user, system } = process.cpuUsage(used);
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, bytes: size }));
  }
}

/** Twelve megapixels with the spectrum of a photograph: broad light, structure of every size, edges, grain. */
async function draw() {
  const [width, height] = [4000, 3000];
  let state = 12345;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const octaves = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((octave) => {
    const side = 2 ** octave + 2;
    return { scale: 2 ** octave / width, side, strength: 0.5 * 0.85 ** octave, at: Float32Array.from({ length: side * side }, random) };
  });
  const edges = Array.from({ length: 60 }, () => ({
    x: random() * width, y: random() * height, r: 30 + random() * 400, tone: [random() - 0.5, random() - 0.5, random() - 0.5],
  }));
  const pixels = Buffer.alloc(width * height * 3);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    row.fill(0);
    for (const { scale, side, strength, at } of octaves) {
      const down = Math.floor(y * scale);
      const v = y * scale - down;
      for (let x = 0; x < width; x++) {
        const across = Math.floor(x * scale);
        const u = x * scale - across;
        const i = down * side + across;
        row[x] += strength * ((at[i] * (1 - u) + at[i + 1] * u) * (1 - v) + (at[i + side] * (1 - u) + at[i + side + 1] * u) * v - 0.5);
      }
    }
    const here = edges.filter((edge) => Math.abs(edge.y - y) < edge.r);
    for (let x = 0; x < width; x++) {
      const tone = [0.5 + 0.2 * (y / height), 0.5, 0.55 - 0.2 * (y / height)];
      for (const edge of here) {
        if ((x - edge.x) ** 2 + (y - edge.y) ** 2 < edge.r ** 2) {
          edge.tone.forEach((value, band) => (tone[band] += value * 0.4));
        }
      }
      const grain = (random() + random() + random() - 1.5) * 0.06;
      for (let band = 0; band < 3; band++) {
        const light = tone[band] + row[x] * (0.9 + 0.1 * band) + grain;
        pixels[(y * width + x) * 3 + band] = Math.max(0, Math.min(255, Math.round(light * 255)));
      }
    }
  }
  writeFileSync(file, await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 90 }).toBuffer());
}

await (task === 'draw' ? draw() : work(readFileSync(file)));
