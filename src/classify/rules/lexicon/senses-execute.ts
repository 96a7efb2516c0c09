// Senses of verbs that set something in motion, where arguments or a running system decide what happens.
import type { Sense } from './sense.ts';

export const executeSenses: readonly Sense[] = [
  {
    id: 'run-test',
    category: 'Execute',
    verbs: 'run execute start test perform',
    when: {
      words:
        'test tests test-suite suite testsuite spec specs benchmark lighthouse accessibility build format linter formatter typecheck',
    },
    level: 'bounded',
    effects: [],
    example: { name: 'run_test_suite', level: 'medium' },
  },
  {
    id: 'page-audit',
    category: 'Execute',
    verbs: 'run execute start perform',
    when: { words: 'audit audits', domain: ['browser'] },
    level: 'bounded',
    example: {
      name: 'run_audit',
      description: 'Run an audit on the current page of the browser.',
      level: 'medium',
    },
  },
  {
    id: 'run-inquiry',
    category: 'Read',
    verbs: 'run execute perform do conduct make start invoke call initiate complete',
    when: {
      object: ['inquiry', 'guidance'],
      not: ['code', 'query', 'system', 'interface', 'agent', 'session'],
    },
    example: { name: 'run_keyword_search', level: 'low' },
  },
  {
    id: 'run-shell',
    category: 'Execute',
    verbs: 'run execute exec invoke call issue send eval ssh shell spawn submit',
    when: {
      words:
        'command commands shell bash terminal cli ssh cmd powershell aws kubectl gcloud az process-command docker-command',
      not: [],
    },
    effects: ['runs-code'],
    example: { name: 'run_shell_command', params: ['command'], level: 'critical' },
  },
  {
    id: 'run-code',
    category: 'Execute',
    verbs: 'run execute exec eval evaluate interpret inject invoke call compile submit',
    when: { object: ['code'] },
    effects: ['runs-code'],
    example: { name: 'run_python_code', params: ['code'], level: 'high' },
  },
  {
    id: 'run-query',
    category: 'Execute',
    verbs: 'run execute exec perform invoke submit query raw do',
    when: { object: ['query'] },
    effects: ['runs-code'],
    example: { name: 'execute_sql', params: ['sql'], level: 'high' },
  },
  {
    id: 'run',
    category: 'Execute',
    verbs:
      'run execute exec eval invoke call trigger perform dispatch launch orchestrate delegate spawn handoff process do operate control act fire emit replay rerun re-run retry requeue redrive initiate automate drive engage interact actuate',
    effects: ['controls-systems'],
    example: { name: 'trigger_backup_job', level: 'high' },
  },
  {
    id: 'session-end',
    category: 'Execute',
    verbs: 'close quit exit disconnect logout end stop terminate kill',
    when: { object: ['session', 'interface'], not: ['store'] },
    level: 'bounded',
    example: { name: 'close_session', level: 'medium' },
  },
  {
    id: 'session',
    category: 'Execute',
    verbs:
      'login logout authenticate authorize authorise connect disconnect reconnect signin sign-in signout pair unpair oauth',
    level: 'bounded',
    example: { name: 'login', level: 'medium' },
  },
  {
    id: 'session-start',
    category: 'Execute',
    verbs: 'create open start launch init initialize new',
    when: {
      words: 'session browser tab window connection sessions context page-session',
      domain: ['browser', 'desktop', 'database'],
    },
    level: 'bounded',
    example: { name: 'open_browser', server: 'A headless browser driver', level: 'medium' },
  },
  {
    id: 'session-create',
    category: 'Execute',
    verbs: 'create open start launch initialize new',
    when: { words: 'session sessions sandbox browser tab terminal' },
    level: 'bounded',
    example: { name: 'create_session', level: 'medium' },
  },
  {
    id: 'interface-view',
    category: 'Execute',
    verbs:
      'hover scroll resize back forward reload refresh focus blur zoom maximize minimize emulate highlight goback wait',
    when: { domain: ['browser', 'desktop'] },
    level: 'bounded',
    effects: ['controls-devices'],
    example: { name: 'scroll_page', server: 'Drives a browser', level: 'medium' },
  },
  {
    id: 'interface-hand',
    category: 'Execute',
    verbs:
      'click type press drag tap swipe navigate goto fill hover-click doubleclick rightclick keypress dblclick longpress pinch',
    effects: ['controls-devices'],
    example: { name: 'click_button', level: 'high' },
  },
  {
    id: 'interface-act',
    category: 'Execute',
    verbs:
      'select open upload submit go visit switch close move evaluate handle check uncheck set input send drop new act execute use choose key mouse keyboard back forward touch browse install paste',
    when: { domain: ['browser', 'desktop'], object: ['interface'] },
    effects: ['controls-devices'],
    example: { name: 'select_dropdown', server: 'Drives a browser', level: 'high' },
  },
  {
    id: 'open-app',
    category: 'Execute',
    verbs: 'open launch activate',
    when: { words: 'app application url browser website page file-in-app program' },
    effects: ['controls-devices'],
    example: { name: 'open_url', level: 'high' },
  },
  {
    id: 'stop-clock',
    category: 'Write',
    verbs: 'start stop pause resume cancel clear',
    when: {
      words: 'time timer time-entry tracking timesheet entry stopwatch sprint clock focus pomodoro working',
    },
    example: { name: 'stop_time_entry', server: 'Time tracking: timesheets', level: 'medium' },
  },
  {
    id: 'play-media',
    category: 'Execute',
    verbs:
      'play pause resume skip next previous stop seek queue shuffle repeat volume mute set turn toggle transfer',
    when: {
      words:
        'playback volume music song track media player radio playlist album audio sound video speaker podcast tv timer stopwatch',
    },
    level: 'bounded',
    effects: ['controls-devices'],
    example: { name: 'pause_playback', level: 'medium' },
  },
  {
    id: 'call-off',
    category: 'Write',
    verbs: 'cancel',
    when: {
      words:
        'event meeting appointment invitation booking reservation task request reminder invite leave interview transfer-ownership scheduled message post schedule',
    },
    example: { name: 'cancel_meeting', level: 'medium' },
  },
  {
    id: 'switch-device',
    category: 'Execute',
    verbs:
      'turn toggle dim set switch control activate move play change adjust open close unlock lock arm disarm brew fly rotate press',
    when: { object: ['device'], domain: ['home'] },
    effects: ['controls-devices'],
    example: { name: 'turn_on_light', server: 'Smart-home hub', level: 'medium' },
  },
  {
    id: 'guarded-device',
    category: 'Execute',
    verbs: 'lock unlock arm disarm open close',
    when: { object: ['guarded'], not: ['file', 'access'] },
    effects: ['controls-devices'],
    example: { name: 'unlock_front_door', level: 'high' },
  },
  {
    id: 'device',
    category: 'Execute',
    verbs: 'turn vibrate beep blink dim brew takeoff land print speak flash vacuum steer',
    level: 'bounded',
    effects: ['controls-devices'],
    example: { name: 'turn_on_lamp', level: 'medium' },
  },
  {
    id: 'control',
    category: 'Execute',
    verbs:
      'start stop restart reboot shutdown halt suspend resume pause unpause hibernate wake boot reload power poweroff poweron sleep kill abort cancel interrupt terminate scale autoscale failover drain fail switchover recycle signal freeze thaw stop-all bounce relaunch continue preempt',
    effects: ['controls-systems'],
    example: { name: 'restart_service', level: 'high' },
  },
  {
    id: 'deploy',
    category: 'Execute',
    verbs: 'deploy redeploy undeploy rollback roll-back rollout ship release',
    effects: ['deploys'],
    example: { name: 'deploy_site', level: 'high' },
  },
  {
    id: 'promote-release',
    category: 'Execute',
    verbs: 'promote',
    when: { words: 'rollout deployment release build canary replica standby version' },
    effects: ['deploys'],
    example: { name: 'promote_rollout', level: 'high' },
  },
  {
    id: 'redeploy',
    category: 'Execute',
    verbs: 'restore revert roll',
    when: { words: 'deploy deployment release rollout' },
    effects: ['deploys'],
    example: { name: 'restore_deployment', level: 'high' },
  },
  {
    id: 'apply',
    category: 'Execute',
    verbs: 'apply reconcile',
    when: { domain: ['infrastructure'], not: ['small', 'chat'] },
    effects: ['controls-systems'],
    example: {
      name: 'apply_manifest',
      params: ['manifest'],
      server: 'Kubernetes cluster tools',
      level: 'high',
    },
  },
  {
    id: 'install',
    category: 'Execute',
    verbs: 'install reinstall sideload upgrade uninstall',
    when: { not: ['guidance'] },
    effects: ['installs-software'],
    example: { name: 'install_package', level: 'high' },
  },
  {
    id: 'install-guide',
    category: 'Read',
    verbs:
      'install upgrade migrate setup deploy configure authenticate connect integrate run start build update',
    when: { tail: 'guide instructions docs documentation tutorial help checklist cheatsheet' },
    example: { name: 'install_guide', level: 'low' },
  },
  {
    id: 'make-media',
    category: 'Execute',
    verbs:
      'generate create synthesize synthesise imagine make render produce compose edit text animate upscale inpaint outpaint blend vary clone remix modify convert draw transform restyle',
    when: { object: ['media'], domain: ['generation'] },
    level: 'bounded',
    effects: ['incurs-cost'],
    example: { name: 'create_image', server: 'Text-to-image with a diffusion model: flux', level: 'medium' },
  },
  {
    id: 'create-media',
    category: 'Execute',
    verbs: 'create make draw imagine edit upscale animate',
    when: {
      words:
        'image images picture video videos song music speech voiceover portrait illustration avatar artwork jingle',
      otherwise: ['editor', 'infrastructure', 'commerce', 'social', 'messaging', 'versioning', 'database'],
    },
    level: 'bounded',
    effects: ['incurs-cost'],
    example: { name: 'create_image', level: 'medium' },
  },
  {
    id: 'ask-model',
    category: 'Execute',
    verbs: 'send submit run create generate get',
    when: {
      words: 'prompt prompts completion completions',
      domain: ['generation'],
      otherwise: ['versioning'],
      signal: ['prompt', 'content'],
    },
    level: 'bounded',
    effects: ['incurs-cost'],
    example: {
      name: 'send_prompt',
      params: ['prompt'],
      server: 'A gateway to paid language models: openrouter',
      level: 'medium',
    },
  },
  {
    id: 'generate-media',
    category: 'Execute',
    verbs: 'generate synthesize synthesise imagine upscale inpaint outpaint dub vocode',
    when: { object: ['media'] },
    level: 'bounded',
    effects: ['incurs-cost'],
    example: { name: 'generate_image', level: 'medium' },
  },
  {
    id: 'speak',
    category: 'Execute',
    verbs:
      'speak imagine synthesize synthesise upscale inpaint outpaint prompt chat complete completion completions text-to-speech tts narrate dub',
    when: { domain: ['generation'] },
    level: 'bounded',
    effects: ['incurs-cost'],
    example: {
      name: 'chat_completion',
      server: 'A gateway to paid language models: openrouter',
      level: 'medium',
    },
  },
  {
    id: 'attack',
    category: 'Execute',
    verbs:
      'exploit attack crack bruteforce brute nmap sqlmap fuzz hydra nuclei hashcat dirb gobuster ffuf nikto masscan pwn spray phish ddos',
    effects: ['controls-systems'],
    example: { name: 'bruteforce_login', level: 'high' },
  },
  {
    id: 'active-scan',
    category: 'Execute',
    verbs: 'scan',
    when: {
      words:
        'port ports vulnerability vulnerabilities network host hosts subnet target active nmap zap web-app',
      domain: ['security', 'network', 'infrastructure'],
    },
    effects: ['controls-systems'],
    example: { name: 'scan_ports', server: 'Penetration testing tools', level: 'high' },
  },
  {
    id: 'scan',
    category: 'Read',
    verbs: 'scan debug sense',
    example: { name: 'scan_text_for_typos', level: 'low' },
  },
  {
    id: 'build',
    category: 'Execute',
    verbs: 'build compile train finetune fine-tune retrain',
    when: { not: ['guidance', 'query', 'small'] },
    level: 'bounded',
    example: { name: 'compile_project', level: 'medium' },
  },
  {
    id: 'http-change',
    category: 'Execute',
    verbs: 'http fetch request curl make send call',
    when: { signal: ['method'] },
    effects: ['calls-any-address'],
    example: { name: 'http_request', params: ['url', 'method', 'body'], level: 'high' },
  },
  {
    id: 'play',
    category: 'Execute',
    verbs: 'play',
    level: 'bounded',
    effects: ['controls-devices'],
    example: { name: 'play_next', level: 'medium' },
  },
  {
    id: 'work-queue',
    category: 'Execute',
    verbs: 'process flush drain',
    when: { words: 'queue queues job jobs batch pending outbox' },
    effects: ['controls-systems'],
    example: { name: 'process_queue', level: 'high' },
  },
  {
    id: 'process',
    category: 'Read',
    verbs: 'process',
    example: { name: 'process_text', level: 'low' },
  },
  {
    id: 'phone',
    category: 'Execute',
    verbs: 'dial phone call ring',
    when: { words: 'phone number call outbound contact phone-call' },
    effects: ['sends-messages'],
    example: { name: 'make_phone_call', params: ['phone_number'], level: 'high' },
  },
];
