import { html, useState } from '../../vendor/htm-preact.js';
import { Menu } from '../shell/menu.js';
import { ReportDialog } from './report-dialog.js';

/** The three dots of something that is someone else's. */
export function ReportMenu({ kind, id, what, label }) {
  const [reporting, setReporting] = useState(false);
  const items = [{ icon: 'flag', label: 'Report', act: () => setReporting(true), danger: true }];
  return html`<${Menu} label=${label} items=${items} />
    ${reporting && html`<${ReportDialog} kind=${kind} id=${id} what=${what} onClose=${() => setReporting(false)} />`}`;
}
