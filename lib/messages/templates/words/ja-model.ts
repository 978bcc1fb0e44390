import type { MailWords } from '../words-model.ts'

export const ja: MailWords = {
  signInSubject: 'サインイン用リンク',
  hello: (name: string) => `${name} 様`,
  signInLead: '15分以内に次のリンクを開いてサインインしてください。一度だけ使えます。',
  signInButton: 'サインイン',
  signInIgnore: 'お心当たりがない場合は、何もなさらないでください。このリンクがなければ誰も入れません。',
  inviteSubject: (seller: string) => `${seller} の売上を確認できるようになりました`,
  inviteLead: (by: string, seller: string) =>
    `${by} 様が ${seller} の入金と売上の閲覧を許可しました。次のページを開き、このアドレスでリンクを求めてください。`,
  inviteButton: 'ポータルを開く',
  failedSubject: (amount: string) => `${amount} の入金が戻りました`,
  failedLead: (amount: string, payout: string, why: string) =>
    `${amount} の入金（${payout}）が銀行から戻されました：${why}。金額は残高に戻っています。Stripe で口座情報をご確認ください。次回の入金に含まれます。`,
  evidenceSubject: (day: string) => `購入者が支払いに異議を申し立てました：証拠の期限 ${day}`,
  evidenceLead:
    '購入者の銀行が支払いを取り戻しました。証拠をお送りいただけます。下記の日を過ぎると送れなくなり、この支払いは失われます。',
  holdSubject: 'お支払いを保留しています',
  holdLead: '現在、お支払いを保留しています。金額はお客様のもので、保留が解除されるとお支払いします。',
  refundSubject: (amount: string, order: string) => `${order} の返金 ${amount}`,
  refundLead: 'お客様の販売について購入者に返金がありました。次回の入金は、その分だけ少なくなります。',
  statementSubject: (month: string) => `${month} の明細書`,
  statementLead: (month: string) => `${month} の明細書ができました。ポータルで PDF と CSV をご覧いただけます。`,
  openPortal: 'ポータルで開く',
  factAmount: '金額',
  factDue: '期限',
  factReason: '理由',
  factDay: '日付',
  factOrder: '注文',
  factMust: 'していただくこと',
  factSince: '開始日',
  factOwed: '期末のお支払い予定額',
  footerAlways: 'このメールはお客様のアカウントに関するもので、必ずお送りします。',
  footerStop: (category: string) => `受信中：${category}。今後は不要ですか？`,
  stopLink: '配信停止',
  footerFrom: (marketplace: string) => `送信元：${marketplace}`,
}
