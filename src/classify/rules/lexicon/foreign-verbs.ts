// Verbs and nouns of other languages, each with the English word whose senses it shares.

/** Languages that write words apart: Spanish, Portuguese, French, Italian, German, Dutch, Russian, Turkish. English verb first. */
const spaced = `
get obtener obtiene obtén obtener recupera recuperar obter obtém consulta consultar consulte consulter obtenir obtient récupérer récupère récupérez ottenere ottieni abrufen abrufe ruft holt holen liefert получить получает получение getir getirir alır almak retorna devuelve devolver retourne gibt возвращает döndürür verir recuperare haal haalt ophalen
list listar lista listado liste lister auflisten listet список перечисляет listele listeler
search buscar busca pesquisa pesquisar rechercher recherche chercher suchen sucht durchsucht искать ищет поиск найти ara arar arama cerca cercare zoek zoekt zoeken doorzoek
show mostrar muestra exibe exibir afficher affiche anzeigen zeigt показать показывает göster gösterir visualizar visualiza toon toont tonen bekijk bekijkt
read leer lee lire lesen liest прочитать читает читать okur ler lê lees leest lezen
calculate calcular calcula calculer calcule berechnen berechnet вычислить вычисляет рассчитать рассчитывает hesapla hesaplar hesaplama bereken berekent
check comprobar comprueba verificar verifica vérifier vérifie prüfen prüft überprüft проверить проверяет kontrol controleer controleert
validate validar valida valider überprüfen валидировать doğrula doğrular valideer valideert
analyze analizar analiza analisar analisa analyser analysieren analysiert анализировать анализирует analiz analyseer analyseert
convert convertir convierte converte converter umwandeln konvertieren wandelt преобразует преобразовать конвертирует çevirir dönüştürür dönüştür converteer converteert
translate traducir traduce traduz traduzir traduire traduit übersetzen übersetzt переводит перевести vertaal vertaalt
generate generar genera gera gerar générer génère generieren generiert erzeugt генерирует сгенерировать üret üretir genereer genereert
create legt anlegt crear crea cria criar créer crée créez creare erstellen erstellt anlegen создать создает создаёт создание oluştur oluşturur oluşturma maak maakt aanmaken
add agregar agrega añadir añade adicionar adiciona ajouter ajoute aggiungere hinzufügen fügt добавить добавляет ekle ekler voeg voegt toevoegen
update actualizar actualiza atualizar atualiza modifier modifie aggiornare aggiorna aktualisieren aktualisiert ändert ändern обновить обновляет изменить изменяет güncelle günceller wijzig wijzigt bijwerken
save guardar guarda salvar salva enregistrer enregistre sauvegarder speichern speichert сохранить сохраняет kaydet kaydeder bewaar bewaart opslaan
write escribir escribe escrever escreve écrire écrit schreiben schreibt записать записывает schrijf schrijft
set establecer establece definir définir setzen setzt установить устанавливает ayarla ayarlar configura configurar
send enviar envía envia envoyer envoie inviare senden sendet verschicken отправить отправляет gönder gönderir stuur stuurt verstuur verstuurt verzend verzendt
publish publicar publica publier publie veröffentlichen опубликовать публикует yayınla publiceer publiceert
upload subir sube carrega envoyer-fichier hochladen загрузить загружает yükle
download descargar descarga baixar baixa télécharger télécharge herunterladen lädt скачать скачивает indir indirir
delete eliminar elimina borrar borra excluir exclui apagar apaga supprimer supprime effacer löschen löscht удалить удаляет удаление sil siler kaldır kaldırır cancella eliminare deletar deleta remover verwijder verwijdert verwijderen
execute ejecutar ejecuta executar executa exécuter exécute ausführen führt выполнить выполняет запустить запускает çalıştır çalıştırır esegue eseguire voer-uit uitvoeren
start iniciar inicia démarrer démarre starten startet başlat başlatır avvia
stop detener detiene parar arrêter arrête stoppen stoppt beenden остановить останавливает durdur durdurur stopt
restart reiniciar reinicia redémarrer redémarre neustarten перезапустить перезапускает herstart
cancel cancelar cancela annuler annule stornieren отменить отменяет iptal annuleer annuleert
pay pagar paga payer paie bezahlen bezahlt оплатить оплачивает öde betaal betaalt
buy comprar compra acheter achète kaufen kauft satın купить покупает koop koopt
sell vender vende vendre verkaufen verkauft продать продает verkoop verkoopt
transfer transferir transfiere transfere transférer transfère trasferire trasferisce перечислить перечисляет
remit überweisen überweist havale
make realizar realiza efectuar efectúa efetuar efetua effectuer effectue durchführen
deposit encaisser encaisse depositar deposita einzahlen zahlt-ein
issue emitir emite émettre émet ausstellen выставить выставляет
charge cobrar cobra belasten
withdraw retirar retira abheben снять-деньги
revoke revocar revoca revogar revoga révoquer révoque widerrufen widerruft отозвать отзывает
clear vaciar vacía esvaziar esvazia vider vide leeren leert очистить очищает svuota temizle temizler
restore restaurar restaura restaurer restaure wiederherstellen восстановить восстанавливает
replace reemplazar reemplaza substituir substitui remplacer remplace ersetzen ersetzt заменить заменяет
assign asignar asigna atribuir atribui attribuer attribue zuweisen назначить назначает
grant conceder concede otorgar otorga accorder accorde gewähren gewährt
share compartir comparte compartilhar compartilha partager partage freigeben
invite invitar invita convidar convida inviter einladen lädt-ein пригласить приглашает
block bloquear bloquea bloqueia bloquer bloque sperren sperrt заблокировать блокирует engelle engeller
reply responder responde répondre répond antworten antwortet ответить отвечает yanıtla
change cambiar cambia mudar muda changer wechseln wechselt değiştir değiştirir
enable activeer activeert activar activa ativar ativa activer aktivieren aktiviert включить включает
disable desactivar desactiva desativar desativa désactiver deaktivieren deaktiviert отключить отключает
turn schalten schaltet encender enciende ligar liga desligar desliga allumer éteindre выключить выключает
book reservar reserva réserver buchen bucht забронировать бронирует
register registrar registra enregistrer registrieren зарегистрировать регистрирует
refund reembolsar reembolsa rembourser rembourse erstatten erstattet вернуть-деньги
install instalar instala installer installe installieren installiert установить-пакет kur
deploy desplegar despliega implantar implanta déployer déploie bereitstellen развернуть разворачивает
archive archivar archiva arquivar arquiva archiver archiviert архивировать
move mover mueve déplacer déplace verschieben verschiebt переместить перемещает taşı
copy copiar copia copier copie kopieren kopiert копировать копирует kopyala
open abrir abre ouvrir ouvre öffnen öffnet открыть открывает
close cerrar cierra fechar fecha fermer ferme schließen schließt закрыть закрывает kapat
extract extraer extrae extrair extrai extraire extrait extrahieren extrahiert извлечь извлекает
compare vergelijk vergelijkt comparar compara comparer vergleichen vergleicht сравнить сравнивает karşılaştır
`;

/** Scripts without spaces: Chinese, Japanese, Korean. */
const joined = `
get 获取 取得 获得 拿到 返回 查得 가져 조회 반환 불러 取得する 返します
list 列出 列举 一覧 목록
search 搜索 搜寻 检索 查找 查询 查詢 搜尋 検索 검색 찾
show 查看 显示 展示 浏览 読み取 表示 보여 확인
read 读取 讀取 阅读 読み込 읽
calculate 计算 統計 统计 計算 계산
check 检查 檢查 检测 確認 점검
validate 验证 校验 検証 검증
analyze 分析 解析 诊断 분석
convert 转换 轉換 变换 変換 변환
translate 翻译 翻訳 번역
compare 对比 比较 比較 비교
extract 提取 抽取 抽出 추출
scrape 抓取 爬取 크롤링 스크랩
recommend 推荐 추천
recognize 识别 認識 인식
generate 生成 생성하여
create 创建 新建 建立 新增 創建 作成 생성 만들 등록 登録
add 添加 增加 追加 추가
update 更新 修改 编辑 変更 編集 수정 변경 업데이트 갱신
save 保存 存储 儲存 저장
write 写入 寫入 書き込 작성 쓰
set 设置 設置 设定 設定 설정
send 发送 發送 发信 送信 전송 보내 발송
reply 回复 回覆 返信 답장
publish 发布 發佈 发表 公開 投稿 게시
comment 评论
like 点赞
follow 关注
bookmark 收藏
upload 上传 上傳 アップロード 업로드
download 下载 下載 ダウンロード 다운로드
delete 删除 刪除 移除 清除 清空 削除 삭제 제거 지우
execute 执行 執行 运行 実行 실행
start 启动 開始 启用 起動 시작
stop 停止 終了 关停 중지 정지
restart 重启 重啟 再起動 재시작
pause 暂停 일시정지
cancel 取消 キャンセル 취소
deploy 部署 デプロイ 배포
install 安装 安裝 インストール 설치
uninstall 卸载 アンインストール
login 登录 登入 ログイン 로그인
connect 连接 連接 接続 연결
disconnect 断开 切断 해제
click 点击 點擊 クリック 클릭
open 打开 開く 열
pay 支付 付款 支払 결제
remit 转账 轉帳 송금 이체 送金 汇款 匯款 振込
buy 购买 購入 구매
sell 卖出 売却 매도
order 下单 注文 주문
trade 交易 거래
refund 退款 返金 환불
move 移动 移動 이동
copy 复制 複製 コピー 복사
rename 重命名 이름변경
merge 合并 マージ 병합
restore 恢复 復元 복원
archive 归档 アーカイブ
revoke 撤销
grant 授权
invite 邀请 招待 초대
submit 提交 送出 제출
manage 管理 관리
play 播放 再生 재생
export 导出 匯出 エクスポート 내보내
import 导入 インポート
screenshot 截图 截屏
`;

const nounTable = `
file 文件 ファイル 파일 檔案
folder 文件夹 目录 フォルダ 폴더 디렉토리
database 数据库 データベース 데이터베이스
record 记录 レコード 레코드
table 数据表 테이블
sql sql语句
query 查询语句 クエリ 쿼리
command 命令 コマンド 명령 指令
code 代码 コード 코드 脚本 스크립트
user 用户 ユーザー 사용자
permission 权限 権限 권한
password 密码 パスワード 비밀번호
email 邮件 メール 메일 이메일
message 消息 メッセージ 메시지 私信
comment 评论 コメント 댓글
note 笔记 备忘录 メモ 메모 노트
tag 标签 タグ 태그
task 任务 タスク 할일 작업
event 日程 事件 イベント 일정
order 订单 注文 주문
bucket 存储空间 存储桶
slide 幻灯片 投影片 スライド 슬라이드
paragraph 段落 단락
image 图片 图像 画像 이미지
video 视频 動画 영상 비디오
instance 实例 インスタンス 인스턴스
server 服务器 サーバー 서버
container 容器 コンテナ 컨테이너
browser 浏览器 ブラウザ 브라우저
draft 草稿 下書き
cache 缓存 キャッシュ 캐시
article 文章 帖子 記事
account 账号 账户 アカウント 계정
money 资金 余额 돈 金钱
server 服务器 サーバ
shell シェル 셸
command シェルコマンド 셸명령
archivo archivo
file archivos fichero arquivo arquivos fichier fichiers datei dateien файл файлы dosya
email correo correos courriel почту письмо письма
message mensaje mensajes mensagem mensagens nachricht nachrichten сообщение сообщения mesaj
user usuario usuarios usuário usuários utilisateur benutzer пользователя пользователь kullanıcı
record registro registros enregistrement datensatz запись записи kayıt
command comando comandos commande befehl команду команды komut
order pedido pedidos commande-client bestellung заказ sipariş
invoice factura facturas fatura faturas facture factures rechnung rechnungen счёт счет fattura fatture
money dinero dinheiro argent geld деньги денег soldi denaro
server servidor serveur сервер sunucu
payment pago pagos pagamento pagamentos paiement zahlung платеж платёж ödeme
comment comentario comentarios comentário commentaire kommentar комментарий yorum
task tarea tareas tarefa tarefas tâche aufgabe задачу задача задачи görev
note nota notas notiz заметку
database base-de-datos banco-de-dados datenbank базу veritabanı
`;

function pairs(table: string): [string, string][] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [english = '', ...words] = line.split(' ');
      return words.map((word): [string, string] => [word, english]);
    });
}

/** Names are written without accents: "creer", "uberweisen". */
function withPlainLetters(words: readonly [string, string][]): [string, string][] {
  const plain = words.flatMap(([word, english]): [string, string][] => {
    const letters = word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    const german = word.replaceAll('ü', 'ue').replaceAll('ö', 'oe').replaceAll('ä', 'ae');
    return [
      [letters, english],
      [german, english],
    ];
  });
  return [...plain, ...words];
}

/** Words of spaced languages, lower case. */
export const spacedVerbs: ReadonlyMap<string, string> = new Map(withPlainLetters(pairs(spaced)));
/** Pieces of text without spaces. */
export const joinedVerbs: ReadonlyMap<string, string> = new Map(pairs(joined));
export const foreignNouns: ReadonlyMap<string, string> = new Map(withPlainLetters(pairs(nounTable)));

/** Longest piece of joined script that is looked up. */
const longestPiece = 4;

/** How long such a piece is at most, by the code unit that it begins with. */
const longestPieces = new Map<number, number>();
for (const piece of [...joinedVerbs.keys(), ...foreignNouns.keys()]) {
  const first = piece.charCodeAt(0);
  if (piece.length <= longestPiece) longestPieces.set(first, Math.max(piece.length, longestFrom(first)));
}

/** How long a piece of joined script that begins with a code unit is at most; 0 when we know none. */
export function longestFrom(code: number): number {
  return longestPieces.get(code) ?? 0;
}

/** True for text written without spaces: kana, hangul, Chinese characters. */
export function isJoinedScript(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

/** True for kana and hangul: the verb stands at the end. */
export function isVerbLast(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7af);
}
