// Added by `tandem preview` and `cargo xtask serve` only: loads the page anew when what it shows was made again.
let seen;
for (;;) {
  try {
    const now = await (await fetch(`/__changes?after=${seen ?? ''}`, { cache: 'no-store' })).text();
    if (seen !== undefined && now !== seen) location.reload();
    seen = now;
  } catch {
    await new Promise((again) => setTimeout(again, 1000));
  }
}
