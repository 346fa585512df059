// The campaign that this page shows.

const campaign = document.body.dataset["campaign"];

/** The headers of a request that concerns the campaign of this page. */
export function atHand(): Record<string, string> {
  return campaign ? { "X-Campaign": campaign } : {};
}

/** The address of a form with the campaign of this page in it. */
export function addressed(action: string | null): string {
  const url = new URL(action ?? "", location.href);
  if (campaign) url.searchParams.set("campaign", campaign);
  return url.pathname + url.search + url.hash;
}
