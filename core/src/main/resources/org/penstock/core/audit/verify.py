#!/usr/bin/env python3
"""Proves an exported Penstock record: python3 verify.py [DIR [KEY_ID ...]]. Needs openssl 3. KEY_ID: as printed on paper."""
import base64, hashlib, json, os, subprocess, sys, tempfile
home = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
read, sha = lambda name: open(os.path.join(home, name), "rb"), lambda data: hashlib.sha256(data).hexdigest()
wrong, text = [], read("manifest.json").read()
manifest, trusted = json.loads(text), sys.argv[2:]
def signed(what, data, key, signature):
    with tempfile.TemporaryDirectory() as tmp:
        paths = [os.path.join(tmp, name) for name in ("key", "data", "signature")]
        for path, content in zip(paths, (base64.b64decode(key), data, bytes.fromhex(signature))):
            with open(path, "wb") as file: file.write(content)
        fits = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", paths[0], "-rawin",
                               "-in", paths[1], "-sigfile", paths[2]], capture_output=True).returncode == 0
    if not fits or sha(base64.b64decode(key)) not in (trusted or manifest["keys"]):
        wrong.append(f"{what}: " + ("signed by an unknown key" if fits else "the signature does not fit"))
heads = [(line["body"], line["key"], line["signature"], json.loads(line["body"])) for line in map(json.loads, read("heads.jsonl"))]
for body, key, signature, head in heads: signed(f"signed head of {head['day']}", body.encode(), key, signature)
if manifest["signed"]: signed("manifest", text, manifest["key"], read("manifest.sig").read().decode().strip())
for chain in manifest["chains"]:
    known, seq, last = {h["seq"]: h["hash"] for *_, h in heads if h["chain"] == chain["chain"]}, 0, "0" * 64
    for stated, body in (line.rstrip(b"\n").split(b" ", 1) for line in read(chain["file"])):
        event = json.loads(body) if sha(body) == stated.decode() else {"seq": seq + 1, "prev_hash": last, "chain": chain["chain"]}
        if sha(body) != stated.decode(): wrong.append(f"event {seq + 1} of {chain['name']}: changed")
        elif event["seq"] != seq + 1: wrong.append(f"events {seq + 1} to {event['seq'] - 1} of {chain['name']}: removed")
        elif event["prev_hash"] != last or event["chain"] != chain["chain"]: wrong.append(f"event {seq + 1} of {chain['name']}: does not follow")
        seq, last = event["seq"], stated.decode()
        if known.pop(seq, last) != last: wrong.append(f"event {seq} of {chain['name']}: another than the signed one, forked")
    if known or (seq, last) != (chain["seq"], chain["hash"]): wrong.append(f"{chain['name']}: cut, it ends at event {seq}")
sys.exit("\n".join(wrong) or print(f"The record holds: {sum(c['seq'] for c in manifest['chains'])} events, {len(heads)} signed heads."))
