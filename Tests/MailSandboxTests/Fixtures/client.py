"""An independent client: Python's smtplib, and raw sockets where it can do less than we offer.

Says what the server answered, one line each, to be compared with what is expected.
"""

import smtplib
import socket
import ssl
import sys
import threading

mode, port = sys.argv[1], int(sys.argv[2])
MESSAGE = b"Subject: hello\r\n\r\n.\r\n..\r\n.x\r\nend\r\n"


def trusting(file):
    return ssl.create_default_context(cafile=file)


def deliver(client, recipient):
    refused = client.sendmail("ann@example.com", [recipient], MESSAGE)
    print("refused", refused)


def raw(conversation):
    """Everything at once, and then whatever comes until the server goes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(conversation)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer.decode()


if mode == "plain":
    with smtplib.SMTP("127.0.0.1", port, local_hostname="python.example") as client:
        deliver(client, "bob@example.org")
        print(sorted(client.esmtp_features))
        print(client.docmd("VRFY", "bob")[0], client.noop()[0], client.rset()[0], client.docmd("WHAT")[0])
        deliver(client, "bob@example.org")
elif mode == "starttls":
    with smtplib.SMTP("localhost", port, local_hostname="python.example") as client:
        client.starttls(context=trusting(sys.argv[3]))
        print(client.login("ann", "secret"))
        deliver(client, "bob@example.org")
elif mode == "implicit":
    with smtplib.SMTP_SSL("localhost", port, local_hostname="python.example", context=trusting(sys.argv[3])) as client:
        print(client.sock.version())
        deliver(client, "bob@example.org")
elif mode == "refused":
    with smtplib.SMTP("127.0.0.1", port, local_hostname="python.example") as client:
        try:
            deliver(client, "bob@example.org")
        except smtplib.SMTPRecipientsRefused as error:
            print(error.recipients)
elif mode == "chunks":
    chunks = b"".join(b"BDAT %d\r\n%s" % (len(MESSAGE), MESSAGE) for _ in range(3))
    print(raw(b"EHLO python.example\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\n" + chunks + b"BDAT 0 LAST\r\nQUIT\r\n"))
elif mode == "many":
    def work(number):
        with smtplib.SMTP("127.0.0.1", port, local_hostname="python.example") as client:
            for index in range(25):
                client.sendmail("ann@example.com", [f"r{number}-{index}@example.org"], MESSAGE)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("done")
