// Exact sums of what people type, in whole millionths: the finest a figure
// can be (money typed in 万元 is exact to the 分).

const digits = 6;
const money = 2; // decimals with which only money is shown

/**
 * Reads a decimal number of so many shown decimals as paper/amount.go does:
 * full-width digits and separators too, money with the sign of its currency, a
 * figure with its own unit. A stroke alone, or nothing, is 0; null is no number.
 */
export function parse(text: string, decimals: number, unit = ""): bigint | null {
  let plain = text.trim();
  if (unit && plain.endsWith(unit)) plain = plain.slice(0, -unit.length).trim();
  if (decimals === money) plain = plain.replace(/^[¥￥]+/, "").trim();
  if (!plain) return text.trim() ? null : 0n;
  if (/^[-‐‑‒–—―－−─]+$/.test(plain)) return 0n;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain.replace(/[,，\s\u3000]/g, "").replace(/[０-９．－−]/g, narrow));
  const fraction = (match?.[3] ?? "").replace(/0+$/, "");
  if (!match || fraction.length > (decimals === money ? digits : decimals)) return null;
  const value = BigInt((match[2] ?? "") + fraction.padEnd(digits, "0"));
  return match[1] ? -value : value;
}

function narrow(wide: string): string {
  if (wide === "．") return ".";
  if (wide === "－" || wide === "−") return "-";
  return String(wide.charCodeAt(0) - 0xff10);
}

/** Prints millionths with at least so many decimals and separators of thousands. */
export function format(value: bigint, decimals: number): string {
  const sign = value < 0n ? "-" : "";
  const all = (value < 0n ? -value : value).toString().padStart(digits + 1, "0");
  const whole = all.slice(0, -digits).replace(/\B(?=(\d{3})+$)/g, ",");
  let fraction = all.slice(-digits);
  while (fraction.length > decimals && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  return sign + whole + (fraction ? "." + fraction : "");
}
