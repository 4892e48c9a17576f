#pragma once
// libcrypto signs by RSA with the instructions that the machine has. Macros and
// functions that throw types away are called here, so that Swift sees typed ones.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/// Reads a private key in DER: PKCS#1 or PKCS#8; NULL when it is none.
static inline EVP_PKEY *copenssl_read_private(const unsigned char *der, long count) {
  return d2i_AutoPrivateKey(NULL, &der, count);
}

/// Reads an RSA key that everybody may know: SubjectPublicKeyInfo or bare; NULL when it is none.
static inline EVP_PKEY *copenssl_read_public_rsa(const unsigned char *der, long count) {
  const unsigned char *start = der;
  EVP_PKEY *key = d2i_PUBKEY(NULL, &start, count);
  if (key && start == der + count) return key;
  EVP_PKEY_free(key);
  start = der;
  key = d2i_PublicKey(EVP_PKEY_RSA, NULL, &start, count);
  if (key && start == der + count) return key;
  EVP_PKEY_free(key);
  return NULL;
}

static inline int copenssl_is_rsa(const EVP_PKEY *key) { return EVP_PKEY_base_id(key) == EVP_PKEY_RSA; }
static inline int copenssl_bits(const EVP_PKEY *key) { return EVP_PKEY_bits(key); }

static inline EVP_PKEY *copenssl_make_rsa(int bits) { return EVP_RSA_gen(bits); }

static inline EVP_PKEY *copenssl_read_ed25519(const unsigned char *octets, int isPrivate) {
  return isPrivate ? EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, octets, 32)
                   : EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, octets, 32);
}

/// Writes the DER of a key to `*der`, which `copenssl_free` releases; its length, or less than one.
static inline int copenssl_write_public(const EVP_PKEY *key, unsigned char **der) { return i2d_PUBKEY(key, der); }

static inline int copenssl_write_private(const EVP_PKEY *key, unsigned char **der) {
  PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
  int count = info ? i2d_PKCS8_PRIV_KEY_INFO(info, der) : -1;
  PKCS8_PRIV_KEY_INFO_free(info);
  return count;
}

static inline void copenssl_free(void *octets, size_t count) { OPENSSL_clear_free(octets, count); }

/// A context that signs or verifies SHA-256 hashes by RSASSA-PKCS1-v1_5; NULL when the key does not.
static inline EVP_PKEY_CTX *copenssl_rsa_context(EVP_PKEY *key, int signs) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int works = context && (signs ? EVP_PKEY_sign_init(context) : EVP_PKEY_verify_init(context)) == 1
      && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
      && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1;
  if (works) return context;
  EVP_PKEY_CTX_free(context);
  return NULL;
}
