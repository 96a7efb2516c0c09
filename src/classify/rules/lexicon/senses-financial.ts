// Senses of verbs that move or commit real money or tradable assets.
import type { Sense } from './sense.ts';

export const financialSenses: readonly Sense[] = [
  {
    id: 'testnet',
    category: 'Write',
    verbs: 'request claim airdrop fund drip get mint',
    when: { words: 'airdrop faucet testnet devnet drip' },
    example: { name: 'request_faucet', level: 'medium' },
  },
  {
    id: 'pay',
    category: 'Financial',
    verbs:
      'pay refund payout reimburse disburse donate tip repay prepay remit topup top-up withdraw deposit purchase buy checkout overpay zelle venmo',
    effects: ['moves-money'],
    example: { name: 'refund_payment', level: 'critical' },
  },
  {
    id: 'trade',
    category: 'Financial',
    verbs:
      'sell swap stake unstake restake mint lend borrow liquidate short long hedge redeem wrap unwrap arbitrage snipe bid rebalance exchange trade bridge supply zap settle',
    when: { domain: ['trading', 'crypto', 'payments', 'finance'] },
    effects: ['moves-money'],
    example: { name: 'swap_tokens', params: ['amount'], server: 'Solana wallet', level: 'critical' },
  },
  {
    id: 'charge',
    category: 'Financial',
    verbs: 'charge capture bill debit credit void authorize settle',
    when: { object: ['money'] },
    effects: ['moves-money'],
    example: { name: 'capture_payment', level: 'critical' },
  },
  {
    id: 'transfer-asset',
    category: 'Financial',
    verbs:
      'transfer send move withdraw deposit approve claim collect buy sell burn mint bridge swap delegate lock unlock add remove broadcast submit execute place cancel close open create sign request deploy batch wrap modify replace convert',
    when: { object: ['asset'], domain: ['crypto', 'trading'] },
    effects: ['moves-money'],
    example: {
      name: 'transfer_token',
      params: ['to', 'amount'],
      server: 'Ethereum wallet',
      level: 'critical',
    },
  },
  {
    id: 'place-order',
    category: 'Financial',
    verbs:
      'place cancel submit create modify replace execute amend close open exercise send edit confirm update',
    when: {
      words: 'order orders trade position positions spread contracts leverage',
      domain: ['trading', 'crypto', 'commerce'],
    },
    effects: ['moves-money'],
    example: {
      name: 'place_order',
      params: ['symbol', 'side', 'qty'],
      server: 'Brokerage trading',
      level: 'critical',
    },
  },
  {
    id: 'transfer-money',
    category: 'Financial',
    verbs: 'transfer send move wire',
    when: {
      words:
        'money fund funds payment payout balance cash eth sol btc bitcoin ether usdc usdt token tokens sats lightning crypto erc20 nft',
    },
    effects: ['moves-money'],
    example: { name: 'transfer_funds', level: 'critical' },
  },
  {
    id: 'bet',
    category: 'Financial',
    verbs: 'place bet wager make submit add remove provide cancel withdraw',
    when: { words: 'bet bets wager wagers liquidity offer-to-buy', not: ['guidance'] },
    effects: ['moves-money'],
    example: { name: 'add_liquidity', level: 'critical' },
  },
  {
    id: 'issue-token',
    category: 'Financial',
    verbs: 'deploy mint launch',
    when: { words: 'token tokens nft nfts coin memecoin' },
    effects: ['moves-money'],
    example: { name: 'mint_nft', level: 'critical' },
  },
  {
    id: 'spend-approval',
    category: 'Financial',
    verbs: 'approve revoke',
    when: { words: 'token nft erc20 erc721 allowance spending spender approval', domain: ['crypto'] },
    effects: ['moves-money'],
    example: { name: 'approve_token', server: 'Wallet for ethereum', level: 'critical' },
  },
  {
    id: 'make-obligation',
    category: 'Financial',
    verbs:
      'create send issue cancel update finalize void pause resume generate add change modify apply delete make submit upgrade downgrade renew accept mark',
    when: {
      words:
        'invoice invoices subscription subscriptions payment payments payout payouts refund refunds charge charges paymentlink payment-link paylink mandate installment estimate-invoice',
      domain: ['payments', 'finance', 'commerce', 'crypto', 'trading'],
    },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'create_invoice', server: 'Billing and payments', level: 'high' },
  },
  {
    id: 'make-invoice',
    category: 'Financial',
    verbs: 'create send issue finalize void cancel generate',
    when: { words: 'invoice refund payout payment paymentlink checkout' },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'send_invoice', level: 'high' },
  },
  {
    id: 'ad-spend',
    category: 'Financial',
    verbs: 'create update set change increase decrease adjust enable',
    when: {
      words: 'budget budgets bid bids spend campaign campaigns ad ads adset ad-set',
      server: ['advertising'],
    },
    level: 'obligation',
    effects: ['moves-money'],
    example: { name: 'update_campaign_budget', server: 'Google Ads: advertising', level: 'high' },
  },
  {
    id: 'book-paid',
    category: 'Financial',
    verbs: 'book reserve order purchase',
    when: {
      domain: ['commerce', 'payments'],
      words:
        'flight hotel ticket ride room food pizza meal order trip car seat domain product coffee groceries item',
    },
    effects: ['moves-money'],
    example: { name: 'book_flight', server: 'Travel booking', level: 'critical' },
  },
  {
    id: 'buy-domain',
    category: 'Financial',
    verbs: 'register purchase renew buy order transfer',
    when: { words: 'domain domains', signal: ['amount', 'money-source'] },
    effects: ['moves-money'],
    example: { name: 'register_domain', params: ['domain', 'price'], level: 'critical' },
  },
];
