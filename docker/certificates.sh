#!/bin/sh
# Makes an authority and a certificate for each service of compose.yaml, for
# mutual TLS: every process shows its own and checks the others'.
#
#   docker/certificates.sh [FOLDER [NAME…]]     default: docker/certificates,
#                                               the services of compose.yaml
#
# FOLDER gets ca.crt and, for each NAME, NAME.crt and NAME.key.  The authority's
# key is thrown away: run it again for a whole new set.
set -eu
folder=${1:-$(dirname "$0")/certificates}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- coordinator node-1 node-2 node-3 client prometheus
umask 077
mkdir -p "$folder"
key=$(mktemp)
trap 'rm -f "$key" "$key".*' EXIT

openssl ecparam -name prime256v1 -genkey -noout -out "$key"
openssl req -x509 -new -key "$key" -days 825 -subj "/CN=midge authority" \
  -out "$folder/ca.crt"
for name in "$@"; do
  openssl ecparam -name prime256v1 -genkey -noout -out "$folder/$name.key"
  openssl req -new -key "$folder/$name.key" -subj "/CN=$name" -out "$key.csr"
  # NAME itself, the pods of a StatefulSet called NAME, and the machine's own.
  names="DNS:$name,DNS:$name.midge,DNS:localhost,IP:127.0.0.1"
  for i in 0 1 2 3 4 5 6 7 8 9; do names="$names,DNS:$name-$i.$name"; done
  printf 'subjectAltName=%s\n' "$names" >"$key.ext"
  openssl x509 -req -in "$key.csr" -CA "$folder/ca.crt" -CAkey "$key" \
    -CAcreateserial -CAserial "$key.srl" -days 825 -extfile "$key.ext" \
    -out "$folder/$name.crt" 2>/dev/null
done
# Containers run as another user than the one who made the files.
chmod 755 "$folder"
chmod 644 "$folder"/*.crt "$folder"/*.key
