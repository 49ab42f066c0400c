# The official Socket.IO client of another language. Arguments: url, token, transport, how many messages.
# Sends them all without waiting for answers, and prints what it heard and what it was answered.
import json
import sys
import threading
import uuid

import socketio
from engineio.payload import Payload

url, token, transport, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
heard, answers, done = [], [], threading.Event()
# Else it takes no more than 16 packets by one poll, whoever the server is.
Payload.max_decode_packets = 1000
client = socketio.Client(reconnection=False)


def settle():
    if len(heard) == count and len(answers) == count:
        done.set()


@client.on("room:entries")
def on_entries(run):
    heard.extend([entry["seq"], entry["message"]["text"]] for entry in run["entries"])
    settle()


def on_answer(answer):
    answers.append(answer["data"]["seq"])
    settle()


client.connect(url, auth={"token": token}, transports=[transport])
for n in range(count):
    message = {"room": "lobby", "id": str(uuid.uuid4()), "text": f"消息 {n}"}
    client.emit("message:send", message, callback=on_answer)
complete = done.wait(20)
client.disconnect()
print(json.dumps({"complete": complete, "heard": heard, "answers": sorted(answers)}))
