const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

/**
 * The pixels a blurhash stands for: a sum of a few cosine waves per channel in linear light, whose factors the string
 * holds in base 83. Null for a string that is no blurhash.
 */
export function decode(hash, width, height) {
  if (!hash || hash.length < 6) return null;
  const size = number(hash, 0, 1);
  const across = (size % 9) + 1;
  const down = Math.floor(size / 9) + 1;
  if (hash.length !== 4 + 2 * across * down) return null;

  const factors = factorsOf(hash, across * down);
  const wavesX = cosines(width, across);
  const wavesY = cosines(height, down);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = 0; j < down; j++) {
        for (let i = 0; i < across; i++) {
          const wave = wavesX[x * across + i] * wavesY[y * down + j];
          const factor = factors[j * across + i];
          red += factor[0] * wave;
          green += factor[1] * wave;
          blue += factor[2] * wave;
        }
      }
      pixels[at] = toSrgb(red);
      pixels[at + 1] = toSrgb(green);
      pixels[at + 2] = toSrgb(blue);
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

function factorsOf(hash, amount) {
  const scale = (number(hash, 1, 1) + 1) / 166;
  const average = number(hash, 2, 4);
  const factors = [[toLinear(average >> 16), toLinear((average >> 8) & 255), toLinear(average & 255)]];
  for (let index = 1; index < amount; index++) {
    const packed = number(hash, 4 + index * 2, 2);
    factors.push([Math.floor(packed / 361), Math.floor(packed / 19) % 19, packed % 19]
      .map((step) => Math.sign(step - 9) * ((step - 9) / 9) ** 2 * scale));
  }
  return factors;
}

function number(hash, from, length) {
  let value = 0;
  for (let index = from; index < from + length; index++) value = value * 83 + DIGITS.indexOf(hash[index]);
  return value;
}

function cosines(length, waves) {
  const table = new Float64Array(length * waves);
  for (let at = 0; at < length; at++) {
    for (let wave = 0; wave < waves; wave++) table[at * waves + wave] = Math.cos((Math.PI * at * wave) / length);
  }
  return table;
}

function toLinear(value) {
  const unit = value / 255;
  return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
}

function toSrgb(value) {
  const unit = Math.max(0, Math.min(1, value));
  return Math.round(255 * (unit <= 0.0031308 ? unit * 12.92 : 1.055 * unit ** (1 / 2.4) - 0.055));
}
