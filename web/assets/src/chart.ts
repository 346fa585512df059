// Charts of the page of figures. The server lays what is drawn into data-chart
// of an empty box; the table beside it holds the same figures for who cannot
// see it, and for a browser without scripts.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface Point { name: string; value: number | null; text: string; url: string }
interface Chart { kind: "line" | "bar"; unit: string; points: Point[] }

const style = getComputedStyle(document.documentElement);
const token = (name: string): string => style.getPropertyValue(name).trim();
const ink = { color: token("--muted"), fontSize: 12, fontFamily: token("--words") };
const rule = { lineStyle: { color: token("--line") } };
const blue = token("--blue");

const row = 22; // px of a bar with the space around it

// Styles come from the bundle alone (content security policy), so the tooltip
// is drawn too; nothing moves, so that print and picture are the same.
function options({ kind, unit, points }: Chart) {
  const names = points.map((p) => p.name), values = points.map((p) => p.value);
  const category = { type: "category" as const, data: names, axisLabel: { ...ink, interval: kind === "bar" ? 0 : "auto" as const }, axisLine: rule, axisTick: { show: false } };
  const value = { type: "value" as const, name: kind === "line" ? unit : "", nameTextStyle: ink, axisLabel: ink, splitLine: rule };
  const series = kind === "line"
    ? { type: kind, data: values, symbolSize: 6, connectNulls: false }
    : { type: kind, data: values, barWidth: 12, label: { ...ink, show: true, position: "right" as const, formatter: (at: { dataIndex: number }) => points[at.dataIndex]?.text ?? "" } };
  return {
    animation: false,
    color: [blue],
    grid: { left: 8, right: kind === "bar" ? 96 : 20, top: kind === "bar" ? 4 : 32, bottom: 4, containLabel: true },
    tooltip: {
      renderMode: "richText" as const, trigger: "axis" as const, axisPointer: { type: "line" as const },
      formatter: (at: unknown) => {
        const point = points[(at as { dataIndex: number }[])[0]?.dataIndex ?? -1];
        return point ? `${point.name}\n${point.text} ${unit}` : "";
      },
    },
    xAxis: kind === "line" ? category : { ...value, position: "top" as const, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: kind === "line" ? value : { ...category, inverse: true },
    series: [series],
  };
}

for (const box of document.querySelectorAll<HTMLElement>("[data-chart]")) {
  const chart = JSON.parse(box.dataset["chart"] ?? "") as Chart;
  if (chart.kind === "bar") box.style.height = `${chart.points.length * row + 8}px`;
  const drawn = init(box, null, { devicePixelRatio: Math.max(2, devicePixelRatio) });
  drawn.setOption(options(chart));
  drawn.on("click", ({ dataIndex }) => {
    const url = chart.points[dataIndex ?? -1]?.url;
    if (url) location.assign(url);
  });
  const fit = () => drawn.resize();
  new ResizeObserver(fit).observe(box);
  addEventListener("beforeprint", fit);
}
