// Exact sums of what people type, in whole millionths: the finest a figure
// can be (money typed in 万元 is exact to the 分).

const digits = 6;

/** Reads a plain decimal number, full-width digits and separators too; null if it is none. */
export function parse(text: string): bigint | null {
  const plain = text.trim().replace(/[,，\s\u3000]/g, "").replace(/[０-９．－−]/g, narrow);
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(plain);
  if (!match) return null;
  const value = BigInt((match[2] ?? "") + (match[3] ?? "").padEnd(digits, "0"));
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
