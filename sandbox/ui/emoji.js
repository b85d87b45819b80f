/** Emoji by the names people and apps write between colons; a name not here stays as written. */

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|pray 🙏|clap 👏|wave 👋|raised_hands 🙌|raised_hand ✋|hand ✋
ok_hand 👌|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|handshake 🤝|writing_hand ✍️|fist ✊|v ✌️
crossed_fingers 🤞|heart ❤️|green_heart 💚|blue_heart 💙|purple_heart 💜|yellow_heart 💛|orange_heart 🧡|sparkling_heart 💖
smile 😄|smiley 😃|grinning 😀|grin 😁|slightly_smiling_face 🙂|blush 😊|wink 😉|joy 😂|sweat_smile 😅|laughing 😆
thinking_face 🤔|relieved 😌|hugging_face 🤗|heart_eyes 😍|sunglasses 😎|cry 😢|sob 😭|pensive 😔|worried 😟|confused 😕
open_mouth 😮|sleeping 😴|upside_down_face 🙃|neutral_face 😐|face_with_rolling_eyes 🙄|partying_face 🥳|star-struck 🤩|saluting_face 🫡
tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|star ⭐|star2 🌟|sparkles ✨|dizzy 💫|fire 🔥|rocket 🚀|100 💯|zap ⚡
seedling 🌱|herb 🌿|four_leaf_clover 🍀|evergreen_tree 🌲|deciduous_tree 🌳|sunflower 🌻|tulip 🌷|rose 🌹|cherry_blossom 🌸|maple_leaf 🍁
sunny ☀️|sun_with_face 🌞|partly_sunny ⛅|cloud ☁️|umbrella ☔|rainbow 🌈|snowflake ❄️|crescent_moon 🌙|sunrise 🌅|ocean 🌊
eyes 👀|eye 👁️|ear 👂|brain 🧠|bust_in_silhouette 👤|busts_in_silhouette 👥|family 👪|baby 👶|child 🧒|speaking_head_in_silhouette 🗣️
speech_balloon 💬|left_speech_bubble 🗨️|thought_balloon 💭|mega 📣|loudspeaker 📢|bell 🔔|no_bell 🔕|mute 🔇|phone 📞|telephone_receiver 📞
telephone ☎️|iphone 📱|email ✉️|envelope ✉️|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤|mailbox 📫|package 📦|link 🔗
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|heavy_plus_sign ➕|heavy_minus_sign ➖|question ❓|grey_question ❔|exclamation ❗
warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|construction 🚧|information_source ℹ️|sos 🆘|rotating_light 🚨|vertical_traffic_light 🚦
red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|white_circle ⚪|black_circle ⚫|small_blue_diamond 🔹
bulb 💡|mag 🔍|mag_right 🔎|key 🔑|lock 🔒|unlock 🔓|closed_lock_with_key 🔐|shield 🛡️|hammer 🔨|hammer_and_wrench 🛠️|wrench 🔧|gear ⚙️|toolbox 🧰
magnet 🧲|test_tube 🧪|microscope 🔬|telescope 🔭|compass 🧭|world_map 🗺️|round_pushpin 📍|pushpin 📌|paperclip 📎|scissors ✂️|broom 🧹
memo 📝|pencil 📝|pencil2 ✏️|notebook 📓|ledger 📒|books 📚|book 📖|bookmark 🔖|label 🏷️|clipboard 📋|page_facing_up 📄|newspaper 📰
calendar 📅|date 📅|spiral_calendar_pad 🗓️|card_index_dividers 🗂️|file_folder 📁|open_file_folder 📂|wastebasket 🗑️|bar_chart 📊|chart_with_upwards_trend 📈
hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|alarm_clock ⏰|timer_clock ⏲️|clock9 🕘|clock12 🕛|watch ⌚|repeat 🔁|arrows_counterclockwise 🔄
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|twisted_rightwards_arrows 🔀|soon 🔜|new 🆕|ok 🆗
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|hash #️⃣|house 🏠|house_with_garden 🏡|school 🏫|hospital 🏥|office 🏢|classical_building 🏛️|bus 🚌|car 🚗
coffee ☕|tea 🍵|cake 🍰|birthday 🎂|doughnut 🍩|cookie 🍪|apple 🍎|pizza 🍕|dog 🐶|cat 🐱|bird 🐦|owl 🦉|bee 🐝|honeybee 🐝|bug 🐛|fish 🐟
fishing_pole_and_fish 🎣|butterfly 🦋|turtle 🐢|snail 🐌|detective 🕵️|robot_face 🤖|ghost 👻|jigsaw 🧩|dart 🎯|ladder 🪜|lifebuoy 🛟|anchor ⚓|ship 🚢|umbrella_with_rain_drops ☔
`;

const BY_NAME = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);

/** What the picker offers, in reading order. */
export const PICKER = [
  "+1", "pray", "white_check_mark", "eyes", "seedling", "speech_balloon", "heart", "tada",
  "clap", "raised_hands", "bulb", "thinking_face", "smile", "slightly_smiling_face", "joy", "hugging_face",
  "muscle", "wave", "star", "sparkles", "fire", "cry", "hourglass_flowing_sand", "-1",
];

/** The character for an emoji name, skin tone left out; null when the name is not known here. */
export function emojiOf(name) {
  return BY_NAME.get(name.split("::")[0]) ?? null;
}

/** What to show for an emoji name: the character, or the name between colons. */
export function emojiText(name) {
  return emojiOf(name) ?? `:${name}:`;
}

/** Replace every known `:name:` in plain text. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/gi, (whole, name) => emojiOf(name) ?? whole);
}

/** An emoji name in words, for people who listen to the page: "white check mark". */
export function emojiWords(name) {
  const spoken = { "+1": "thumbs up", "-1": "thumbs down", pray: "thank you, folded hands" };
  const bare = name.split("::")[0];
  return spoken[bare] ?? bare.replaceAll("_", " ");
}
