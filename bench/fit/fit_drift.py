"""The constants of drift for a new installation (crates/network/src/drift.rs), and what alarms by them were worth.

    python fit_drift.py FOLDER-OF-THE-DEVELOPMENT-SETS

Each tie past its rhythm, once a week, with the terms as the program makes them; slopes in common, a level for each set.
An alarm is one silence, counted in the first week in which it would have been told. Needs numpy and scikit-learn.
"""
import collections
import gzip
import math
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

# Warmth's constants (crates/network/src/fitted.rs), and how much a gap counts less than the next newer one.
W = dict(i=-1.4605, c=[0.4830, 0.1787, 0.1183, -0.5705, -1.0234, 0.1143, 0.2298, 0.4993, 0.8256])
FADE = 0.5 ** (1 / 8)


def rhythm(gaps):
    g=gaps[-32:][::-1]
    r=sorted(((d,FADE**b*math.sqrt(d)) for b,d in enumerate(g)),key=lambda x:x[0])
    t=sum(w for _,w in r)
    def q(p):
        s=0
        for d,w in r:
            s+=w
            if s>=p*t:return d
        return r[-1][0]
    return q(.5),q(.9)
def terms(days,lasts,ns,dirs,at,feared):
    # at in days (float)
    age=at-lasts; g=1+age; w=np.log2(1+ns)
    slow=(w*g**-.5).sum(); mid=(w*g**-.75).sum(); fast=(w*g**-1.25).sum()
    sil=age[-1]
    gaps=list(np.diff(days)); gap,late=rhythm(gaps)
    n=len(days); k=(n-1)/(n-1+5)
    o,i_=dirs; ev=2*min(o,i_)/(o+i_)
    H=feared
    t=[math.log(slow),math.log(mid),math.log(fast),(1-k)*math.log1p(sil/7),k*math.log1p(sil/(late+1))**2,k,ev,math.log(H),k*math.log1p(H/late)]
    ch=-(W['i']+sum(c*x for c,x in zip(W['c'],t)))
    known=at-days[0]; x=n-1; tx=known-sil
    en=math.log(.159/(.950+max(x-1,0)))+(.684+x)*math.log((11.92+known)/(11.92+tx))
    return ch,-math.log(fast),-math.log(slow),max(-8,min(8,en))
def load(name,until):
    pairs=collections.defaultdict(list);deg=collections.Counter()
    with gzip.open(f'{sys.argv[1]}/{name}.csv.gz','rt') as f:
        next(f);t0=None
        for line in f:
            a=line.split(',');t=int(a[0]);s,d=int(a[1]),int(a[2])
            if t0 is None:t0=t
            deg[s]+=1;deg[d]+=1
            p=(min(s,d),max(s,d)); pairs[p].append(((t-t0)/86400,s<d))
    return pairs,deg
def watches(name,until,G,lo,hi):
    pairs,deg=load(name,until); out=[]
    for p,ts in pairs.items():
        ego=[x for x in p if deg[x]>=20]
        if not ego: continue
        dd={}
        for t,o in ts:
            d=int(t); e=dd.setdefault(d,[t,0,0,0]); e[0]=max(e[0],t); e[1]+=1; e[2+(0 if o else 1)]+=1
        ds=sorted(dd)
        if len(ds)<8: continue
        days=np.array(ds,float);lasts=np.array([dd[d][0] for d in ds]);ns=np.array([dd[d][1] for d in ds],float)
        O=np.cumsum([dd[d][2] for d in ds]);I=np.cumsum([dd[d][3] for d in ds])
        for back in range(104,0,-1):
            D=until-back*7
            if D<0: continue
            j=np.searchsorted(days,D,'right')
            if j<8: continue
            at=D+1-1e-5
            gap,late=rhythm(list(np.diff(days[:j])))
            sil=at-lasts[j-1]
            if sil<=late: continue
            F=min(max(G*gap,lo),hi)
            if D+int(F)>=until: continue
            if sil>min(max(4*F,90),365): continue
            t=terms(days[:j],lasts[:j],ns[:j],(O[j-1],I[j-1]),at,F)
            came=j<len(days) and days[j]<=D+int(F)
            for e in ego:
                acted=O[j-1] if e==p[0] else I[j-1]
                if acted: out.append((p,e,days[j-1],D,*t,0 if came else 1))
    return out
def alarms(ws,sc):
    ep={}
    for w,s in zip(ws,sc): ep.setdefault((w[0],w[1],w[2]),[]).append((w[3],s,w[8]))
    return list(ep.values())
def prec(eps,th):
    n=r=0
    for e in eps:
        for D,s,f in sorted(e):
            if s>=th: n+=1;r+=f;break
    return n,(r/n if n else float('nan'))
if __name__=='__main__':
    G,lo,hi=2.0,14.0,180.0  # twice the usual gap, as far as warmth looks ahead
    data={n:watches(n,u,G,lo,hi) for n,u in (('eu_email',526),('college_msg',193))}
    X={};Y={};Wt={}
    for n,ws in data.items():
        X[n]=np.array([w[4:8] for w in ws]);Y[n]=np.array([w[8] for w in ws])
        c=collections.Counter((w[0],w[1],w[2]) for w in ws); Wt[n]=np.array([1/c[(w[0],w[1],w[2])] for w in ws])
        print(n,len(ws),len(c),'fade rate',(Y[n]*Wt[n]).sum()/Wt[n].sum())
    # within-set intercepts, common slopes: fit with set dummies
    A=np.vstack([np.c_[X[n],np.full((len(X[n]),1),i)] for i,n in enumerate(data)])
    y=np.concatenate(list(Y.values())); w=np.concatenate([Wt[n]*4000/Wt[n].sum() for n in data])
    # Warmth's chance alone, and the proportions of the terms that drift.rs has.
    for slopes in np.array([[1,0,0,0],[1,.5,.3,.4]]):
        m=LogisticRegression(C=1e3).fit(np.c_[A[:,:4]@slopes,A[:,4]],y,w); scale=m.coef_[0][0]
        print('slopes',(scale*slopes).round(3),'level (eu)',m.intercept_.round(3),'means',[round(float(np.average(A[:,c],weights=w)),3) for c in range(4)])
        for n in data:
            z=scale*X[n]@slopes+m.intercept_[0]; sc=1/(1+np.exp(-z)); e=alarms(data[n],sc)
            print(' ',n,[(th,)+tuple(round(v,3) for v in prec(e,th)) for th in (0,.3,.4,.5,.6,.7,.8)])
