using Microsoft.Playwright;

namespace Instagram.Tests.Browser;

/// <summary>What every page owes to someone who cannot see it, checked in the page itself.</summary>
public static class PageCheck
{
    private const string Script =
        """
        async () => {
          const ends = (animation) => animation.effect.getComputedTiming().endTime !== Infinity;
          await Promise.allSettled(document.getAnimations().filter(ends).map((animation) => animation.finished));
          const found = [];
          const shown = (element) => element.checkVisibility({ visibilityProperty: true });
          const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
          const text = (element) => {
            const copy = element.cloneNode(true);
            copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
            const images = [...copy.querySelectorAll('img')].map((image) => image.alt).join(' ');
            return `${copy.textContent} ${images}`.trim();
          };
          const labelledBy = (element) => (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
            .map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
          const name = (element) => element.getAttribute('aria-label')?.trim() || labelledBy(element)
            || [...(element.labels ?? [])].map(text).join(' ').trim() || text(element);
          const about = (element) => element.outerHTML.slice(0, 160);

          const h1s = all('h1').length;
          if (h1s !== 1) found.push(`${h1s} h1 elements`);
          if (all('main').length !== 1) found.push(`${all('main').length} main landmarks`);
          if (!document.documentElement.lang) found.push('no language');
          if (!document.title.includes('·')) found.push(`title '${document.title}' does not name the page`);
          for (const image of document.querySelectorAll('img'))
            if (!image.hasAttribute('alt')) found.push(`no alt: ${about(image)}`);
          for (const control of all('a[href], button, input, textarea, [role=switch], [role=progressbar], dialog'))
            if (!name(control)) found.push(`no name: ${about(control)}`);
          for (const svg of document.querySelectorAll('svg'))
            if (svg.getAttribute('aria-hidden') !== 'true' && !svg.getAttribute('aria-label'))
              found.push(`svg: ${about(svg)}`);
          for (const element of document.querySelectorAll('[tabindex]'))
            if (Number(element.getAttribute('tabindex')) > 0) found.push(`tab order: ${about(element)}`);
          const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
          for (const id of ids.filter((id, index) => ids.indexOf(id) !== index)) found.push(`id '${id}' twice`);
          for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby], label[for]'))
            for (const attribute of ['aria-describedby', 'aria-labelledby', 'for'])
              for (const id of (element.getAttribute(attribute) ?? '').split(' ').filter(Boolean))
                if (!document.getElementById(id)) found.push(`${attribute} names nothing: ${about(element)}`);
          let level = 0;
          for (const heading of all('h1, h2, h3, h4')) {
            const next = Number(heading.tagName[1]);
            if (next > level + 1) found.push(`heading level jumps: ${about(heading)}`);
            level = next;
          }
          const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (wide > 0) found.push(`the page scrolls sideways by ${wide} pixels`);
          for (const control of all('button, .button, .nav-item')) {
            const { width, height } = control.getBoundingClientRect();
            if (width < 24 || height < 20) found.push(`too small to hit (${width}×${height}): ${about(control)}`);
          }
          const painter = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
            .getContext('2d', { willReadFrequently: true });
          const rgba = (colour) => {
            painter.clearRect(0, 0, 1, 1);
            painter.fillStyle = colour;
            painter.fillRect(0, 0, 1, 1);
            return [...painter.getImageData(0, 0, 1, 1).data];
          };
          const luminance = ([red, green, blue]) => [red, green, blue].map((one) => one / 255)
            .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
            .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
          const behind = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const style = getComputedStyle(at);
              const colour = rgba(style.backgroundColor);
              if (style.backgroundImage !== 'none' || (colour[3] > 0 && colour[3] < 255)) return null;
              if (colour[3] === 255) return colour;
            }
            return null;
          };
          const seen = document.querySelector('dialog[open]') ?? document.body;
          for (const element of seen.querySelectorAll('*')) {
            const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
            const exempt = element.closest('.visually-hidden, .frame, .tile, :disabled, noscript');
            if (!says || !shown(element) || exempt) continue;
            const style = getComputedStyle(element);
            const back = behind(element);
            if (!back) continue;
            const [low, high] = [luminance(rgba(style.color)), luminance(back)].sort((one, other) => one - other);
            const contrast = (high + 0.05) / (low + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.6 && style.fontWeight >= 600);
            if (contrast < (large ? 3 : 4.5)) found.push(`contrast ${contrast.toFixed(2)}: ${about(element)}`);
          }
          return found;
        }
        """;

    public static async Task<IReadOnlyList<string>> Shortcomings(IPage page)
    {
        var found = await page.EvaluateAsync<string[]>(Script);
        return [.. found.Select(one => $"{page.Url}: {one}")];
    }
}
