// The UI's own elements. They draw; what they draw, and every text in it, comes from the server.

/** Follows an address as if a link had been clicked, so that the router takes it. */
function follow(host, href) {
  const link = document.createElement('a');
  link.href = href;
  link.hidden = true;
  host.append(link);
  link.click();
  link.remove();
}

/** What a token such as `$accent` or `$accent/15` (per cent opaque) is in the current colour scheme. */
function colour(host, token) {
  const [name, opacity] = token.slice(1).split('/');
  const probe = document.createElement('span');
  probe.style.color = `var(--kw-${name})`;
  host.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  const parts = resolved.match(/[\d.]+/g);
  return opacity && parts ? `rgba(${parts[0]}, ${parts[1]}, ${parts[2]}, ${Number(opacity) / 100})` : resolved;
}

function coloured(host, value) {
  if (Array.isArray(value)) {
    return value.map(each => coloured(host, each));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(host, each)]));
  }
  return typeof value === 'string' && value.startsWith('$') ? colour(host, value) : value;
}

const scheme = {
  listeners: new Set(),
  tell() {
    this.listeners.forEach(listener => listener());
  }
};
new MutationObserver(() => scheme.tell()).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ['data-scheme', 'style', 'theme']
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => scheme.tell());

const AXIS = {
  percent: value => `${value} %`,
  score: value => `${value}`,
  count: value => short(value),
  money: value => short(value),
  money_per_month: value => short(value)
};

function short(value) {
  const size = Math.abs(value);
  if (size >= 1e6) {
    return `${value / 1e6}M`;
  }
  return size >= 1e4 ? `${value / 1e3}k` : `${value}`;
}

const escaped = text => String(text).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** Draws pairs of a lower and an upper bound, each holding from its place to the next, as one shape. */
function steps(series) {
  const bounds = series.data;
  return (params, api) => {
    if (params.dataIndexInside > 0) {
      return undefined;
    }
    const along = side => bounds.flatMap((bound, index) => [
      api.coord([bound[0], bound[side]]),
      api.coord([bounds[Math.min(index + 1, bounds.length - 1)][0], bound[side]])
    ]);
    return {
      type: 'polygon',
      shape: { points: [...along(2), ...along(1).reverse()] },
      style: { fill: series.itemStyle.color }
    };
  };
}

/** A chart: ECharts options as the property `options`; colours as tokens, texts in the data. */
class KeepwellChart extends HTMLElement {
  connectedCallback() {
    if (Object.hasOwn(this, 'options')) {
      const early = this.options;
      delete this.options;
      this.options = early;
    }
    this.redraw = () => this.draw();
    scheme.listeners.add(this.redraw);
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this);
    this.draw();
  }

  disconnectedCallback() {
    scheme.listeners.delete(this.redraw);
    this.sizes?.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  set options(options) {
    this.given = options;
    this.draw();
  }

  get options() {
    return this.given;
  }

  get narrow() {
    return this.clientWidth < 520;
  }

  fit() {
    if (!this.chart) {
      this.draw();
      return;
    }
    this.chart.resize();
    if (this.drawnNarrow !== this.narrow) {
      this.draw();
    }
  }

  draw() {
    if (!this.given || !this.isConnected || !this.clientWidth) {
      return;
    }
    if (!window.echarts) {
      setTimeout(() => this.draw(), 50);
      return;
    }
    if (!this.chart) {
      this.chart = window.echarts.init(this, null, { renderer: 'svg' });
      this.chart.on('click', point => point.data?.href && follow(this, point.data.href));
    }
    this.drawnNarrow = this.narrow;
    this.chart.setOption(this.complete(coloured(this, this.given)), true);
  }

  complete(options) {
    const unit = AXIS[options.unit] ?? (value => value);
    const text = { fontFamily: getComputedStyle(this).fontFamily, color: colour(this, '$quiet'), fontSize: 11.5 };
    const minus = label => label.replace('-', '\u2212');
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    delete options.unit;
    delete options.heads;
    options.textStyle = text;
    options.animation = !still;
    options.animationDuration = 350;
    options.aria = { enabled: false };
    options.grid = { left: 4, right: 12, top: 22, bottom: 4, containLabel: true, ...options.grid };
    options.xAxis = {
      axisLine: { lineStyle: { color: colour(this, '$line') } },
      axisTick: { show: false },
      nameTextStyle: text,
      ...options.xAxis,
      axisLabel: { ...text, lineHeight: 14, hideOverlap: true, ...options.xAxis?.axisLabel, ...(this.narrow ? { fontSize: 10 } : {}) }
    };
    if (this.narrow && options.xAxis.tilt) {
      options.xAxis.axisLabel = { ...options.xAxis.axisLabel, rotate: 45, interval: 0 };
    }
    delete options.xAxis.tilt;
    options.yAxis = {
      splitNumber: 5,
      splitLine: { lineStyle: { color: colour(this, '$line') } },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, formatter: value => minus(unit(value)) },
      ...options.yAxis
    };
    options.tooltip = {
      trigger: 'axis',
      confine: true,
      appendToBody: false,
      backgroundColor: colour(this, '$raised'),
      borderColor: colour(this, '$line'),
      textStyle: { ...text, fontSize: 13, color: colour(this, '$text') },
      axisPointer: { type: 'shadow', shadowStyle: { color: colour(this, '$text/5') } },
      formatter: points => this.tooltip(points),
      ...options.tooltip
    };
    for (const series of options.series ?? []) {
      if (series.shape === 'steps') {
        series.renderItem = steps(series);
      }
      if (series.label) {
        // On a ground of its own, so that no line of the scale runs through it.
        const ground = { textBorderColor: colour(this, '$raised'), textBorderWidth: 3 };
        series.label = { ...text, ...ground, color: colour(this, '$text'), ...series.label };
        series.labelLayout = { hideOverlap: true };
      }
    }
    return options;
  }

  tooltip(points) {
    const told = [points].flat().filter(point => point.data?.text);
    if (!told.length) {
      return '';
    }
    const rows = told.map(point => `<div class="kw-tip-row"><span>${escaped(point.data.name ?? point.seriesName)}</span>`
      + `<b>${escaped(point.data.text)}</b></div>`);
    const head = told[0].data.head ?? this.given.heads?.[told[0].dataIndex] ?? told[0].name;
    return `<div class="kw-tip-head">${escaped(head)}</div>${rows.join('')}`;
  }
}

/** A small line without axes; the last point is marked. Points as JSON in the attribute `points`, null for none. */
class KeepwellSpark extends HTMLElement {
  static observedAttributes = ['points'];

  connectedCallback() {
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    this.sizes?.disconnect();
  }

  attributeChangedCallback() {
    this.draw();
  }

  draw() {
    const width = this.clientWidth;
    const height = this.clientHeight;
    const points = JSON.parse(this.getAttribute('points') ?? '[]');
    const known = points.filter(point => point !== null);
    if (!width || !height || !known.length) {
      this.replaceChildren();
      return;
    }
    const pad = 4;
    const low = Math.min(...known);
    const range = Math.max(...known) - low || 1;
    const x = index => pad + (points.length < 2 ? 0.5 : index / (points.length - 1)) * (width - 2 * pad);
    const y = value => height - pad - (known.length < 2 ? 0.5 : (value - low) / range) * (height - 2 * pad);
    const runs = [];
    let run = [];
    points.forEach((point, index) => {
      if (point === null) {
        run = [];
        return;
      }
      if (!run.length) {
        runs.push(run);
      }
      run.push([x(index), y(point)]);
    });
    const path = some => some.map(([a, b], index) => `${index ? 'L' : 'M'}${a.toFixed(1)} ${b.toFixed(1)}`).join('');
    const drawn = runs.map(some => `<path class="area" d="${path(some)}L${some.at(-1)[0].toFixed(1)} ${height}L${some[0][0].toFixed(1)} ${height}Z"/>`
      + `<path class="line" d="${path(some)}"/>`);
    const last = points.at(-1) === null ? '' : `<circle cx="${x(points.length - 1).toFixed(1)}" cy="${y(points.at(-1)).toFixed(1)}" r="3"/>`;
    this.innerHTML = `<svg width="${width}" height="${height}" aria-hidden="true" focusable="false">${drawn.join('')}${last}</svg>`;
  }
}

/** A bar from zero to `value`, on a scale from `low` to `high`. */
class KeepwellBar extends HTMLElement {
  connectedCallback() {
    const number = name => Number(this.getAttribute(name) ?? 0);
    const low = Math.min(0, number('low'));
    const range = Math.max(0, number('high')) - low || 1;
    const value = number('value');
    const bar = document.createElement('span');
    bar.style.insetInlineStart = `${(100 * (Math.min(0, value) - low)) / range}%`;
    bar.style.width = `${(100 * Math.abs(value)) / range}%`;
    this.replaceChildren(bar);
    this.classList.toggle('below-zero', value < 0);
  }
}

/** Holds a frame with a mail, and keeps it as tall as the mail is, so that the page scrolls and not the frame. */
class KeepwellMail extends HTMLElement {
  connectedCallback() {
    this.fit = () => {
      const frame = this.querySelector('iframe');
      const mail = frame?.contentDocument?.body;
      if (mail?.childElementCount) {
        frame.style.height = `${mail.scrollHeight}px`;
      }
    };
    this.addEventListener('load', this.fit, true);
    this.sizes = new ResizeObserver(this.fit);
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    this.removeEventListener('load', this.fit, true);
    this.sizes.disconnect();
  }
}

/** Switches between light and dark, and lets the browser remember it for a year. */
class KeepwellScheme extends HTMLElement {
  connectedCallback() {
    this.button = document.createElement('button');
    this.button.type = 'button';
    this.button.id = 'scheme-switch';
    this.button.addEventListener('click', () => this.choose(this.dark ? 'light' : 'dark'));
    this.replaceChildren(this.button);
    this.tell = () => {
      this.button.textContent = this.dark ? 'Light' : 'Dark';
      this.button.title = this.dark ? 'Show in light colours' : 'Show in dark colours';
    };
    scheme.listeners.add(this.tell);
    this.tell();
  }

  disconnectedCallback() {
    scheme.listeners.delete(this.tell);
  }

  get dark() {
    const chosen = document.documentElement.dataset.scheme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  choose(name) {
    document.documentElement.dataset.scheme = name;
    document.cookie = `keepwell-scheme=${name}; path=/; max-age=31536000; SameSite=Lax`;
  }
}

for (const [name, element] of Object.entries({
  'kw-chart': KeepwellChart,
  'kw-spark': KeepwellSpark,
  'kw-bar': KeepwellBar,
  'kw-mail': KeepwellMail,
  'kw-scheme': KeepwellScheme
})) {
  if (!customElements.get(name)) {
    customElements.define(name, element);
  }
}
