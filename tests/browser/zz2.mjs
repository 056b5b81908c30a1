import { launch } from './support.mjs';
const browser = await launch(); const page = await (await browser.newContext()).newPage();
await page.setContent('<!doctype html><body style="width:400px;font:16px sans-serif"></body>');
for (const [name, html, n] of [['p anywhere', '<p style="overflow-wrap:anywhere"></p>', 500000],['p anywhere', '<p style="overflow-wrap:anywhere"></p>', 1000000],['p anywhere', '<p style="overflow-wrap:anywhere"></p>', 2000000],['p break-word', '<p style="overflow-wrap:break-word"></p>',2000000],['p pretty','<p style="overflow-wrap:anywhere;text-wrap:pretty"></p>',1000000],['break-all','<p style="word-break:break-all"></p>',1000000],['textarea','<textarea></textarea>',1000000],['textarea','<textarea></textarea>',2000000],['plain nobreak','<p></p>',2000000],['flex anywhere','<div style="display:flex"><p style="overflow-wrap:anywhere"></p></div>',1000000],['hyphens','<p style="overflow-wrap:anywhere;hyphens:auto"></p>',1000000],['spaces','<p style="overflow-wrap:anywhere"></p>',-1000000]]) {
 const ms = await page.evaluate(([html,n]) => { document.body.innerHTML = html; const e=document.body.querySelector('p,textarea'); const t=n>0?'x'.repeat(n):'xxxx '.repeat(-n/5); const s=performance.now(); if(e.tagName==='TEXTAREA') e.value=t; else e.textContent=t; document.body.offsetHeight; return performance.now()-s; }, [html,n]);
 console.log(name, n, Math.round(ms));
}
await browser.close();
