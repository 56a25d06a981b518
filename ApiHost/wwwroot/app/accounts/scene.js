import { html } from '../../vendor/htm-preact.js';

/** A river bend at dusk with three prints on it. Decoration; its colours come from the style sheet. */
export function Scene() {
  return html`<svg class="scene" viewBox="0 0 600 760" preserveAspectRatio="xMidYMid slice" aria-hidden="true"
    focusable="false">
    <rect class="scene-sky" width="600" height="760" />
    <circle class="scene-sun" cx="420" cy="170" r="64" />
    <path class="scene-far" d="M0 330C80 280 150 292 220 318S380 352 450 306s120-30 150-22V760H0Z" />
    <path class="scene-mid" d="M0 420c90-52 170-40 260-12s170 60 340-22V760H0Z" />
    <path class="scene-river" d="M600 452C470 470 350 470 300 520s60 80 10 130S120 720 90 760h250c40-50 120-60 150-110
      s-30-90 10-130 60-30 100-38Z" />
    <path class="scene-near" d="M0 560c110-40 190 10 180 70S60 720 40 760H0Z" />
    <path class="scene-near" d="M600 600c-60 20-70 70-90 100s-50 40-60 60h150Z" />
    <g class="print" transform="rotate(-8 190 250)">
      <rect class="print-paper" x="80" y="130" width="200" height="232" rx="10" />
      <rect class="print-a" x="94" y="144" width="172" height="172" rx="4" />
      <path class="print-a-hill" d="M94 276c40-44 70-30 96-10s50 10 76-14v60a4 4 0 0 1-4 4H98a4 4 0 0 1-4-4Z" />
      <circle class="print-light" cx="222" cy="188" r="17" />
    </g>
    <g class="print" transform="rotate(6 400 400)">
      <rect class="print-paper" x="300" y="290" width="200" height="232" rx="10" />
      <rect class="print-b" x="314" y="304" width="172" height="172" rx="4" />
      <path class="print-b-stem" d="M400 476V384M400 440c-22-4-32-18-34-36 22 2 32 16 34 36Zm0-14c2-22 14-34 34-38-2 22-14 34-34 38Z" />
      <circle class="print-b-flower" cx="400" cy="362" r="26" />
      <circle class="print-light" cx="400" cy="362" r="9" />
    </g>
    <g class="print" transform="rotate(-3 210 560)">
      <rect class="print-paper" x="110" y="450" width="200" height="232" rx="10" />
      <rect class="print-c" x="124" y="464" width="172" height="172" rx="4" />
      <path class="print-c-door" d="M176 636v-86a34 34 0 0 1 68 0v86Z" />
      <circle class="print-light" cx="232" cy="590" r="4.5" />
    </g>
  </svg>`;
}
