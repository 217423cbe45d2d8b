/** The script that a site loads: at most 2 KB, no cookie, silent for who asks not to be followed; and what it sends. */
import { z } from 'zod'
import { ConversionInput, EventInput, VisitorId } from '../../../contract/events.ts'

/** Addresses are cut to their origin and the parameters that name a channel: a path may say what somebody read. */
export const siteScript = `(function(w,d,n){
var s=d.currentScript,k=s.dataset.key,u=new URL(s.src).origin+'/api/collect',S='athar',q=w[S]&&w[S].q||[];
function no(){}
if(n.doNotTrack=='1'||w.doNotTrack=='1'||n.globalPrivacyControl){w[S]=no;no.visitor=function(){return null};return}
function id(){return w.crypto.randomUUID()}
function get(x){try{return localStorage.getItem(S+x)}catch(e){return null}}
function put(x,y){try{localStorage.setItem(S+x,y)}catch(e){no()}}
var v=get('')||id();put('',v);
function send(b){b.k=k;b.v=v;b.s=new Date().toISOString();b=JSON.stringify(b);
n.sendBeacon&&n.sendBeacon(u,b)||fetch(u,{method:'POST',body:b,keepalive:true,mode:'no-cors'})}
function tidy(h){try{var a=new URL(h),o=new URL(a.origin);a.searchParams.forEach(function(y,x){if(/^(utm_|ac$)/.test(x))o.searchParams.set(x,y)});return o.href}catch(e){return}}
function host(h){try{return new URL(h).origin}catch(e){return}}
var p=tidy(location.href),r=host(d.referrer),t=Date.now(),l=+get('.t')||0;
if(/[?&](utm_|ac=)/.test(p)||(r&&r!=location.origin)||t-l>18e5)send({e:[{id:id(),at:new Date(t).toISOString(),page:p,referrer:r,region:s.dataset.region}]});
put('.t',t);
function f(a,o){if(a=='convert')send({c:[{id:String(o.id),at:new Date().toISOString(),name:o.name,value:o.value,currency:o.currency,region:s.dataset.region}]});
if(a=='heard')send({a:[{choice:o.choice,words:o.words,conversion:o.id}]})}
f.visitor=function(){return v};w[S]=f;q.forEach(function(x){f.apply(null,x)})
})(window,document,navigator)`

/** What to put into a page; the visitor's id goes to the shop's checkout by \`athar.visitor()\`. */
export const snippetFor = (address: string, key: string): string =>
  `<script async src="${address}/api/athar.js" data-key="${key}"></script>`

/** As the script sends it; a person's own page could send anything, so it is checked like everything else. */
export const Beacon = z.object({
  k: z.string().max(64),
  v: VisitorId,
  s: z.iso.datetime({ offset: true }),
  e: z
    .array(EventInput.omit({ visitor: true, channel: true, campaign: true }))
    .max(20)
    .default([]),
  c: z
    .array(ConversionInput.omit({ visitor: true }))
    .max(20)
    .default([]),
  a: z
    .array(
      z.object({
        choice: z.string().regex(/^[a-z0-9-]{1,40}$/),
        words: z.string().trim().max(300).nullish(),
        conversion: z.string().max(200).nullish(),
      }),
    )
    .max(5)
    .default([]),
})
