/** Starts the page: puts the parts together around one session. */

import { mountConversation } from "/ui/conversation.js";
import { mountDrawer } from "/ui/drawer.js";
import { mountModal } from "/ui/modal.js";
import { announcer, mountNotices } from "/ui/notices.js";
import { Session } from "/ui/session.js";
import { mountSidebar } from "/ui/sidebar.js";
import { mountTheme } from "/ui/theme.js";
import { mountThread } from "/ui/thread.js";
import { mountTimebar } from "/ui/timebar.js";
import { mountTraffic } from "/ui/traffic.js";

const part = (id) => document.getElementById(id);

const session = new Session();
const say = announcer(part("announcer"));

mountTheme(part("theme-toggle"));
const strip = mountNotices(part("notices"), session);
mountTimebar(part("timebar"), session, { say, strip });
mountSidebar(part("sidebar"), session);
mountConversation(part("conversation"), session, say);
mountThread(part("thread"), session, say);
mountModal(part("modal"), session);
mountTraffic(part("traffic"), part("traffic-toggle"), session);
mountDrawer({
  toggle: part("drawer-toggle"),
  sidebar: part("sidebar"),
  backdrop: part("backdrop"),
  rest: [part("conversation"), part("thread")],
});
part("skip").addEventListener("click", () => part("conversation").focus());
await session.start();
