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
mountSidebar(part("sidebar"), session);
const toConversation = mountConversation(part("conversation"), session, say);
const toThread = mountThread(part("thread"), session, { say, leave: toConversation });
mountTimebar(part("timebar"), session, { say, strip, leave: toConversation });
mountModal(part("modal"), session);
mountTraffic(part("traffic"), part("traffic-toggle"), session);
mountDrawer({
  toggle: part("drawer-toggle"),
  sidebar: part("sidebar"),
  backdrop: part("backdrop"),
  rest: [part("conversation"), part("thread")],
});
part("skip").addEventListener("click", () => toConversation() || toThread());
await session.start();
