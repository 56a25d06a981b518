import { html, render } from '../vendor/htm-preact.js';
import { App } from './shell/app.js';

render(html`<${App} />`, document.getElementById('root'));
