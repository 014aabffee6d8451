/* Draws every [data-chart] with ECharts and folds its table. Loads ECharts only where a chart stands. ES5. */
(function () {
  'use strict';
  var places = document.querySelectorAll('[data-chart]');
  if (!places.length) { return; }
  var charts = [];

  function token(name) { return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim(); }

  function number(data) {
    return function (value) {
      if (value === null || value === undefined) { return '—'; }
      if (data.percent) { return (value * 100).toFixed(1).replace(/\.0$/, '') + '%'; }
      return Number(value).toFixed(data.decimals).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
    };
  }

  function colour(series, index) {
    if (series.level) { return token('l' + series.level); }
    return [token('brand'), token('ink-3'), token('l4'), token('l2')][index % 4];
  }

  function text() { return { color: token('ink-2'), fontFamily: token('font'), fontSize: 13 }; }

  function valueAxis(data) {
    return {
      type: 'value', min: data.from === null ? undefined : data.from, max: data.percent && data.kind === 'stacked' ? 1 : undefined,
      axisLabel: { color: token('ink-2'), formatter: number(data) }, splitLine: { lineStyle: { color: token('line') } }
    };
  }

  function labelAxis(data) {
    return {
      type: 'category', data: data.labels, inverse: data.kind === 'lying', axisTick: { show: false },
      axisLabel: text(), axisLine: { lineStyle: { color: token('edge') } }
    };
  }

  function series(data) {
    var say = number(data);
    return data.series.map(function (one, index) {
      var line = data.kind === 'line';
      return {
        name: one.name, type: line ? 'line' : 'bar', stack: data.kind === 'stacked' ? 'all' : undefined, data: one.values,
        symbol: ['circle', 'rect', 'triangle', 'diamond'][index % 4], symbolSize: 7, barMaxWidth: 36,
        lineStyle: { width: 2.5, type: ['solid', 'dashed', 'dotted'][index % 3] },
        itemStyle: { color: colour(one, index), borderColor: token('paper'), borderWidth: data.kind === 'stacked' ? 1 : 0 },
        endLabel: { show: line, formatter: one.name, color: token('ink') },
        labelLayout: line ? { moveOverlap: 'shiftY' } : {},
        label: { show: data.kind === 'lying' && data.series.length === 1, position: 'right', color: token('ink'), formatter: function (p) { return say(p.value); } }
      };
    });
  }

  function heat(data) {
    var cells = [], top = 0;
    data.series.forEach(function (row, y) {
      row.values.forEach(function (value, x) { cells.push([x, y, value === null ? '-' : value]); top = Math.max(top, value || 0); });
    });
    return {
      xAxis: { type: 'category', data: data.labels, axisLabel: text() },
      yAxis: { type: 'category', data: data.series.map(function (row) { return row.name; }), inverse: true, axisLabel: text() },
      visualMap: {
        min: data.from || 0, max: top || 1, orient: 'horizontal', left: 'center', bottom: 0, calculable: false, text: [number(data)(top), number(data)(data.from || 0)],
        textStyle: text(), inRange: { color: [token('brand-wash'), token('brand')] }
      },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: token('paper'), borderWidth: 2 } }]
    };
  }

  function room(data) {
    var widest = 0;
    data.series.forEach(function (one) { widest = Math.max(widest, one.name.replace(/[^\x00-\xff]/g, 'xx').length); });
    return Math.min(24 + widest * 7, 160);
  }

  function option(data) {
    var lying = data.kind === 'lying';
    var drawn = data.kind === 'heat' ? heat(data) : {
      xAxis: lying ? valueAxis(data) : labelAxis(data),
      yAxis: lying ? labelAxis(data) : valueAxis(data),
      series: series(data),
      legend: { show: data.series.length > 1 && data.kind !== 'line', bottom: 0, textStyle: text(), itemWidth: 12, itemHeight: 12 }
    };
    drawn.animation = false;
    drawn.aria = { enabled: true, decal: { show: data.kind === 'stacked' || (data.kind === 'bar' && data.series.length > 1) } };
    drawn.textStyle = text();
    drawn.grid = { left: 8, right: data.kind === 'line' ? room(data) : 48, top: 16, bottom: data.kind === 'heat' ? 56 : data.series.length > 1 && data.kind !== 'line' ? 36 : 8, containLabel: true };
    /* richText: the tooltip needs no inline style, which the page's content policy forbids. */
    drawn.tooltip = { trigger: data.kind === 'heat' ? 'item' : 'axis', renderMode: 'richText', valueFormatter: number(data), backgroundColor: token('paper'), borderColor: token('edge'), textStyle: text() };
    return drawn;
  }

  function draw() {
    Array.prototype.forEach.call(places, function (place) {
      var table = place.parentNode.querySelector('details.as-table');
      place.hidden = false;
      var chart = window.echarts.init(place, null, { renderer: 'svg' });
      chart.setOption(option(JSON.parse(place.getAttribute('data-chart'))));
      charts.push(chart);
      if (table) { table.open = false; }
    });
  }

  var script = document.createElement('script');
  script.src = document.querySelector('script[data-echarts]').getAttribute('data-echarts');
  script.onload = draw;
  document.head.appendChild(script);
  window.addEventListener('resize', function () { charts.forEach(function (chart) { chart.resize(); }); });
}());
