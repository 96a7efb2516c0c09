// What a server is about, told from its title, its description and the words of the definition.
import { type WordMap, wordMap } from './word-set.ts';

/** Each domain with the words that point to it. */
export const domains = {
  trading:
    'trading groww upstox tradovate robinhood ibkr webull demat broker brokers brokerage alpaca binance bybit kraken coinbase okx bitget exchange forex futures margin portfolio hyperliquid zerodha kite polymarket stock stocks equities ticker kucoin orderbook candlestick',
  crypto:
    'crypto blockchain ethereum eth solana bitcoin btc evm onchain on-chain defi wallet erc20 erc721 nft starknet polygon arbitrum web3 dex uniswap jupiter sui aptos ton tron xrpl cosmos cardano avalanche bsc bnb lightning nostr zap zaps memecoin lamports wei gwei gas testnet mainnet thirdweb alchemy ledger stellar algorand hedera kaspa monad ordinals brc20 token-swap usdc sui',
  payments:
    'clover stripe paypal payment payments billing invoice invoices invoicing checkout merchant razorpay square adyen chargebee paddle lemonsqueezy braintree plaid mollie xero quickbooks shopify mercadopago payout payouts wise revolut paystack flutterwave klarna alipay',
  browser:
    'browser playwright puppeteer selenium webdriver chromium chrome browserbase stagehand headless webpage dom devtools cdp browsercat scrappey',
  desktop:
    'desktop macos windows screen mouse keyboard applescript adb android ios simulator emulator gui appium xcode iphone mobile computer-use',
  database:
    'database sql postgres postgresql tidb mysql mariadb sqlite mongodb mongo redis neo4j snowflake bigquery clickhouse duckdb supabase neon elasticsearch opensearch cassandra dynamodb oracle mssql databricks trino kusto firestore cosmosdb singlestore cockroachdb couchbase influxdb prisma iotdb athena redshift starrocks doris timescale vertica hive presto',
  infrastructure:
    'kubernetes k8s kubectl helm docker container cluster cloud aws azure gcp terraform vm hypervisor proxmox vmware openstack cloudstack kubevirt devops argo istio ansible pulumi digitalocean hetzner vercel netlify heroku fly cloudflare nomad virtualization truenas ecs ec2 lambda wildfly railway render openshift podman jenkins portainer virtualbox libvirt dokploy coolify hyper-v xen nutanix linode vultr',
  network:
    'firewall network router switch dns zscaler palo cisco fortinet pfsense vpn unifi meraki juniper opnsense tailscale mikrotik netbox adguard pihole',
  messaging:
    'slack discord telegram whatsapp email gmail outlook sms twilio messaging chat line zulip mattermost teams feishu lark wechat signal imessage smtp imap mailgun sendgrid resend mailbox mail',
  outreach:
    'messaging whatsapp telegram sms twilio email gmail outlook smtp imap mailgun sendgrid resend imessage wechat line kakao viber twitter linkedin instagram facebook mastodon bluesky tiktok newsletter mailbox inbox vonage mailchimp klaviyo brevo postmark mail',
  social:
    'twitter linkedin instagram facebook mastodon bluesky reddit tiktok youtube xhs xiaohongshu rednote weibo bilibili douyin pinterest buffer hootsuite tweet tweets social-media social-network social-networks nostr farcaster wordpress ghost blog',
  home: 'homeassistant home-assistant smart-home iot thermostat hue zigbee alexa sonos homekit matter tuya esp32 arduino raspberry homey lights mqtt smartthings gpio',
  editor:
    'gsheets sheets google-sheets google-docs google-slides robloxstudio roblox-studio game-engine blender unity unreal sketchup figma freecad rhino autocad photoshop word excel powerpoint presentation document spreadsheet spreadsheets docx pptx xlsx godot houdini canva after-effects touchdesigner ableton reaper aseprite',
  game: 'game simulates minecraft pokemon chess roblox dungeon rpg lemonade battlefield poker tic-tac-toe sokoban wordle trivia mtg factorio gameboy pyboy mtg',
  forensics:
    'forensics forensic volatility malware reverse ghidra ida binary disassembly disassemble decompile memory-dump radare2 yara memory-forensics virustotal triage',
  generation:
    'flux replicate midjourney dall-e dalle elevenlabs stability diffusion stable-diffusion comfyui runway suno imagen text-to-speech tts text-to-image openrouter openai gemini anthropic claude gpt llm llms minimax kling pollinations fal huggingface model models sora veo veo3 seedream recraft ideogram text-to-video image-generation spiral perplexity',
  monitoring:
    'grafana prometheus datadog sentry loki newrelic monitoring observability alerting pagerduty opsgenie splunk dynatrace zabbix uptime',
  versioning:
    'git github gitlab bitbucket gitea gitee codeberg forgejo repository commit branch pull-request azure-devops gerrit',
  models: 'openai gemini deepseek grok mistral openrouter ollama qwen chatgpt groq cohere perplexity',
  agents:
    'a2a agent agents multi-agent swarm autonomous subagent sub-agent orchestrator claude-code codex coding-agent aider devin cursor opencode',
  advertising: 'ads advertising adwords google-ads meta-ads campaign-budget ad-set adset marketing-ads',
  commerce:
    'shop marketplace ecommerce commerce restaurant food grocery delivery booking flight hotel ride doordash swiggy zomato instacart amazon airbnb travel reservation pizza coffee',
  health:
    'health medical patient fhir ehr clinical hospital fitness strava fitbit oura whoop garmin withings apple-health sleep',
  finance:
    'bank banking accounting ynab finance personal-finance budget expense mint lunchmoney splitwise monarch tax payroll monzo salary ledger bookkeeping',
  timekeeping:
    'clockify toggl harvest timesheet timesheets time-tracking tracking pomodoro timewarrior everhour kimai',
  queueing: 'rabbitmq kafka mqtt pubnub nats redis pulsar amqp pubsub sns sqs eventbridge',
  math: 'math maths mathematics mathematical arithmetic calculator calc algebra sympy numexpr',
  gear: 'zscaler palo-alto paloalto fortinet fortigate pfsense opnsense unifi meraki cisco juniper mikrotik f5 big-ip vyos sophos',
  identity: 'okta auth0 keycloak entra azure-ad active-directory ldap idp cognito workos onelogin jumpcloud',
  scraping:
    'scrape scrapes skrape scraper scrapers scraping crawl crawler crawlers crawling spider firecrawl webscraping',
  security:
    'nmap pentest penetration vulnerability exploit metasploit burp hacking kali sqlmap nuclei shodan security scanner osint ctf hydra hashcat crack red-team',
} as const;
export type Domain = keyof typeof domains;

const bits = new Map<Domain, number>(Object.keys(domains).map((name, index) => [name as Domain, 1 << index]));
const byWord = new Map<string, number>();
for (const [name, words] of Object.entries(domains)) {
  for (const word of words.split(' '))
    byWord.set(word, (byWord.get(word) ?? 0) | domainBits([name as Domain]));
}

/** Words with a hyphen by the part before it: "home-assistant" is written apart as well. */
const byPart = new Map<string, Map<string, number>>();
for (const [word, bits] of byWord) {
  const hyphen = word.indexOf('-');
  if (hyphen <= 0) continue;
  const first = word.slice(0, hyphen);
  const after = byPart.get(first) ?? new Map<string, number>();
  byPart.set(first, after.set(word.slice(hyphen + 1), bits));
}

/** Every word that points to a domain, and every one that begins a pair which does. */
export const domainWords: Iterable<string> = new Set([...byWord.keys(), ...byPart.keys()]);

/** The bits of several domains. */
export function domainBits(names: readonly Domain[]): number {
  let all = 0;
  for (const name of names) all |= bits.get(name) ?? 0;
  return all;
}

/** The domains that a word points to. */
export function domainsOf(word: string): number {
  return byWord.get(word) ?? 0;
}

/** The domains of the pairs that a word makes, by the word behind it: "home", "assistant". */
export function domainsAfter(word: string): WordMap<number> | undefined {
  const after = byPart.get(word);
  return after === undefined ? undefined : wordMap(after);
}
