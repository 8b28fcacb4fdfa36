/* The only way in which text becomes markup or an address becomes a script (Trusted Types, where the browser has them).
   Markup is let through: it comes from our own host, and the policy of the page runs nothing that stands in it.
   A script is one of ours, by its place; nothing else ever starts one. */
if (window.trustedTypes && trustedTypes.createPolicy) {
  trustedTypes.createPolicy("default", {
    createHTML: (text) => text,
    createScriptURL: (address) => {
      const { origin, pathname } = new URL(address, location.href);
      const ours = pathname.startsWith("/static/") || ["/desk/field/sw.js", "/desk/flagships/phone/sw.js"].includes(pathname);
      return origin === location.origin && ours ? address : null;
    },
  });
}
